-- DBMS_SCHEDULER.STOP_JOB: ORA-27366, since a job that runs is not seen by other sessions.
CREATE PROCEDURE ora.dbms_scheduler_stop_job(job_name text, force boolean DEFAULT false, commit_semantics text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  own text := ora.scheduler_name(job_name);
BEGIN
  IF NOT EXISTS (SELECT FROM ora.scheduler_jobs AS j WHERE j.job_name = own) THEN
    PERFORM ora.scheduler_unknown(own, 27475);
  END IF;
  PERFORM ora.raise(27366, format('job "%s"."%s" is not running', ora.user_name(), own));
END
$$;
