-- Runs a job in transactions of its own. COUNTED: by the scheduler, which notes what it did and when it runs next, and drops a job that is done.
-- E is the error for the caller. (PL/SQL Packages and Types Reference, "DBMS_SCHEDULER", RUN_JOB)
CREATE PROCEDURE ora.scheduler_run(name text, counted boolean, INOUT e ora.err DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  j ora.scheduler_jobs;
  program ora.scheduler_programs;
  schedule ora.scheduler_schedules;
  args text[];
  started timestamptz := clock_timestamp();
  due timestamptz;
  done boolean;
BEGIN
  e := NULL;
  SELECT * INTO j FROM ora.scheduler_jobs AS x WHERE x.job_name = name;
  IF NOT FOUND THEN
    e := ora.err_new(27475, format('unknown job "%s"."%s"', ora.user_name(), name));
    RETURN;
  END IF;
  SELECT * INTO program FROM ora.scheduler_programs AS p WHERE p.program_name = j.program_name;
  SELECT * INTO schedule FROM ora.scheduler_schedules AS s WHERE s.schedule_name = j.schedule_name;
  SELECT array_agg(coalesce(v.value, d.value) ORDER BY n) INTO args
  FROM generate_series(1, coalesce(program.number_of_arguments, j.number_of_arguments)) AS n
    LEFT JOIN ora.scheduler_arguments AS v ON v.owner_name = 'job ' || name AND v.argument_position = n
    LEFT JOIN ora.scheduler_arguments AS d ON d.owner_name = 'program ' || j.program_name AND d.argument_position = n;
  IF coalesce(program.code, j.code) IS NULL THEN
    PERFORM ora.refused(format('OP6507 The action of the job %s was not known when it was converted.', name));
  END IF;
  IF counted THEN
    UPDATE ora.scheduler_jobs AS x SET state = 'RUNNING', last_start_date = started WHERE x.job_name = name;
  END IF;
  COMMIT;
  CALL ora.job_call(coalesce(program.code, j.code), coalesce(args, j.args), e);
  IF e.sqlstate IS NULL THEN
    COMMIT;
  ELSE
    ROLLBACK;
  END IF;
  INSERT INTO ora.scheduler_runs (job_name, status, "error#", req_start_date, actual_start_date, run_duration, additional_info)
  VALUES (name, CASE WHEN e.sqlstate IS NULL THEN 'SUCCEEDED' ELSE 'FAILED' END, CASE WHEN e.sqlstate IS NULL THEN 0 ELSE ora.error_code(e) END,
    coalesce(j.next_run_date, started), started, date_trunc('second', clock_timestamp() - started), CASE WHEN e.sqlstate IS NOT NULL THEN ora.sqlerrm(e) END);
  IF counted THEN
    due := CASE WHEN j.schedule_name IS NULL THEN ora.scheduler_next(j.repeat_interval, j.interval_code, j.start_date, started, false)
      ELSE ora.scheduler_next(schedule.repeat_interval, NULL, schedule.start_date, started, false) END;
    UPDATE ora.scheduler_jobs AS x SET run_count = x.run_count + 1, failure_count = x.failure_count + CASE WHEN e.sqlstate IS NULL THEN 0 ELSE 1 END,
      last_run_duration = date_trunc('second', clock_timestamp() - started), next_run_date = due, state = 'SCHEDULED'
    WHERE x.job_name = name RETURNING * INTO j;
    done := due IS NULL OR due > coalesce(schedule.end_date, j.end_date) OR j.run_count >= j.max_runs;
    IF done AND j.auto_drop THEN
      CALL ora.dbms_scheduler_drop_job(name);
    ELSIF done OR j.failure_count >= j.max_failures THEN
      UPDATE ora.scheduler_jobs AS x SET enabled = false, next_run_date = NULL,
        state = CASE WHEN NOT done THEN 'BROKEN' WHEN e.sqlstate IS NOT NULL AND j.run_count = 1 AND due IS NULL THEN 'FAILED' WHEN due IS NULL AND j.run_count = 1 THEN 'SUCCEEDED' ELSE 'COMPLETED' END
      WHERE x.job_name = name;
    END IF;
  END IF;
  COMMIT;
END
$$;
