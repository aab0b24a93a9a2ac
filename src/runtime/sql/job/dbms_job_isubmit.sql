-- DBMS_JOB.ISUBMIT: a job of a given number. CODE and INTERVAL_CODE come from the converter, ARG1 … are what a text put together takes.
CREATE PROCEDURE ora.dbms_job_isubmit(
  job integer, what text, next_date timestamp DEFAULT NULL, "interval" text DEFAULT NULL, no_parse boolean DEFAULT NULL,
  code text DEFAULT NULL, interval_code text DEFAULT NULL, arg1 text DEFAULT NULL, arg2 text DEFAULT NULL, arg3 text DEFAULT NULL,
  arg4 text DEFAULT NULL, arg5 text DEFAULT NULL, arg6 text DEFAULT NULL, arg7 text DEFAULT NULL, arg8 text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.job_next("interval", interval_code);
  INSERT INTO ora.jobs (job, log_user, what, code, args, next_date, "interval", interval_code)
  VALUES (job, ora.user_name(), what, code, ARRAY[arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8],
    coalesce(next_date, ora.sysdate()), coalesce("interval", 'null'), interval_code);
EXCEPTION WHEN unique_violation THEN
  PERFORM ora.raise(1, 'unique constraint (SYS.I_JOB_JOB) violated');
END
$$;
