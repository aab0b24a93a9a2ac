-- Runs what is due of DBMS_JOB and of DBMS_SCHEDULER, each job once, in transactions of its own. Called from outside, once a minute say:
--   select cron.schedule('ora-jobs', '* * * * *', 'call ora.run_due_jobs()');
-- Two calls at a time do not run the same job.
CREATE PROCEDURE ora.run_due_jobs()
LANGUAGE plpgsql
AS $$
DECLARE
  done text[] := '{}';
  number integer;
  name text;
  e ora.err;
BEGIN
  LOOP
    SELECT j.job INTO number FROM ora.jobs AS j
    WHERE NOT j.broken AND j.next_date <= ora.sysdate() AND 'job ' || j.job <> ALL (done)
      AND pg_try_advisory_lock(hashtext('ora.jobs'), j.job)
    ORDER BY j.next_date, j.job LIMIT 1;
    EXIT WHEN NOT FOUND;
    done := done || ('job ' || number);
    CALL ora.dbms_job_run(number, false, e);
    PERFORM pg_advisory_unlock(hashtext('ora.jobs'), number);
  END LOOP;
  LOOP
    SELECT j.job_name INTO name FROM ora.scheduler_jobs AS j
    WHERE j.enabled AND j.next_run_date <= clock_timestamp() AND j.job_name <> ALL (done)
      AND pg_try_advisory_lock(hashtext('ora.scheduler_jobs'), hashtext(j.job_name))
    ORDER BY j.next_run_date, j.job_name LIMIT 1;
    EXIT WHEN NOT FOUND;
    done := done || name;
    CALL ora.scheduler_run(name, true, e);
    PERFORM pg_advisory_unlock(hashtext('ora.scheduler_jobs'), hashtext(name));
  END LOOP;
END
$$;
