-- DBMS_JOB.SUBMIT: a new job, which COMMIT puts into the queue. (PL/SQL Packages and Types Reference, "DBMS_JOB")
CREATE PROCEDURE ora.dbms_job_submit(
  OUT job integer, what text, next_date timestamp DEFAULT NULL, "interval" text DEFAULT NULL, no_parse boolean DEFAULT NULL,
  instance integer DEFAULT NULL, force boolean DEFAULT NULL,
  code text DEFAULT NULL, interval_code text DEFAULT NULL, arg1 text DEFAULT NULL, arg2 text DEFAULT NULL, arg3 text DEFAULT NULL,
  arg4 text DEFAULT NULL, arg5 text DEFAULT NULL, arg6 text DEFAULT NULL, arg7 text DEFAULT NULL, arg8 text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  job := nextval('ora.job_numbers');
  CALL ora.dbms_job_isubmit(job, what, next_date, "interval", no_parse, code, interval_code, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8);
END
$$;
