-- DBMS_JOB.WHAT: another text for the job.
CREATE PROCEDURE ora.dbms_job_what(
  job integer, what text, code text DEFAULT NULL, arg1 text DEFAULT NULL, arg2 text DEFAULT NULL, arg3 text DEFAULT NULL,
  arg4 text DEFAULT NULL, arg5 text DEFAULT NULL, arg6 text DEFAULT NULL, arg7 text DEFAULT NULL, arg8 text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_job_change(job, what, NULL, NULL, NULL, NULL, code, NULL, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8);
END
$$;
