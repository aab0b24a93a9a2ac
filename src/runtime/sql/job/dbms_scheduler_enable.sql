-- DBMS_SCHEDULER.ENABLE: jobs and programs of a list with commas; a job gets the time of its next run.
CREATE PROCEDURE ora.dbms_scheduler_enable(name text, commit_semantics text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  one text;
  j ora.scheduler_jobs;
  schedule ora.scheduler_schedules;
BEGIN
  FOR one IN SELECT ora.scheduler_name(trim(n)) FROM unnest(string_to_array(name, ',')) AS n LOOP
    SELECT * INTO j FROM ora.scheduler_jobs AS x WHERE x.job_name = one;
    IF FOUND THEN
      CONTINUE WHEN j.enabled;
      IF j.program_name IS NOT NULL AND NOT coalesce((SELECT p.enabled FROM ora.scheduler_programs AS p WHERE p.program_name = j.program_name), false) THEN
        PERFORM ora.raise(27478, format('job "%s"."%s" uses a program that is not enabled', ora.user_name(), one));
      END IF;
      SELECT * INTO schedule FROM ora.scheduler_schedules AS s WHERE s.schedule_name = j.schedule_name;
      UPDATE ora.scheduler_jobs AS x SET enabled = true, state = 'SCHEDULED',
        next_run_date = CASE WHEN j.schedule_name IS NULL THEN ora.scheduler_next(j.repeat_interval, j.interval_code, j.start_date, clock_timestamp(), true)
          ELSE ora.scheduler_next(schedule.repeat_interval, NULL, schedule.start_date, clock_timestamp(), true) END
      WHERE x.job_name = one;
    ELSE
      UPDATE ora.scheduler_programs AS p SET enabled = true WHERE p.program_name = one;
      IF NOT FOUND THEN
        PERFORM ora.scheduler_unknown(one, 27476);
      END IF;
    END IF;
  END LOOP;
END
$$;
