-- DBMS_SCHEDULER.RUN_JOB: at once in this session, its error for the caller in E; else with the next run of what is due.
CREATE PROCEDURE ora.dbms_scheduler_run_job(job_name text, use_current_session boolean DEFAULT true, INOUT e ora.err DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  own text := ora.scheduler_name(job_name);
BEGIN
  IF coalesce(use_current_session, true) THEN
    CALL ora.scheduler_run(own, false, e);
    RETURN;
  END IF;
  e := NULL;
  UPDATE ora.scheduler_jobs AS j SET enabled = true, state = 'SCHEDULED', next_run_date = clock_timestamp() WHERE j.job_name = own;
  IF NOT FOUND THEN
    e := ora.err_new(27475, format('unknown job "%s"."%s"', ora.user_name(), own));
  END IF;
END
$$;
