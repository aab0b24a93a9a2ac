-- DBMS_SCHEDULER.CREATE_JOB in all its forms: with an action, a program or a schedule of its own or by name. CODE and INTERVAL_CODE come from the converter.
-- (PL/SQL Packages and Types Reference, "DBMS_SCHEDULER")
CREATE PROCEDURE ora.dbms_scheduler_create_job(
  job_name text, job_type text DEFAULT NULL, job_action text DEFAULT NULL, number_of_arguments integer DEFAULT 0, start_date timestamptz DEFAULT NULL,
  repeat_interval text DEFAULT NULL, end_date timestamptz DEFAULT NULL, job_class text DEFAULT NULL, enabled boolean DEFAULT false,
  auto_drop boolean DEFAULT true, comments text DEFAULT NULL, credential_name text DEFAULT NULL, destination_name text DEFAULT NULL,
  program_name text DEFAULT NULL, schedule_name text DEFAULT NULL, job_style text DEFAULT NULL, code text DEFAULT NULL, interval_code text DEFAULT NULL,
  arg1 text DEFAULT NULL, arg2 text DEFAULT NULL, arg3 text DEFAULT NULL, arg4 text DEFAULT NULL,
  arg5 text DEFAULT NULL, arg6 text DEFAULT NULL, arg7 text DEFAULT NULL, arg8 text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  own text := ora.scheduler_name(job_name);
  program text := ora.scheduler_name(program_name);
  schedule text := ora.scheduler_name(schedule_name);
BEGIN
  PERFORM ora.scheduler_valid_name('JOB_NAME', job_name);
  IF EXISTS (SELECT FROM ora.scheduler_jobs AS j WHERE j.job_name = own) THEN
    PERFORM ora.scheduler_unknown(own, 27477);
  ELSIF program IS NOT NULL AND NOT EXISTS (SELECT FROM ora.scheduler_programs AS p WHERE p.program_name = program) THEN
    PERFORM ora.scheduler_unknown(program, 27476);
  ELSIF schedule IS NOT NULL AND NOT EXISTS (SELECT FROM ora.scheduler_schedules AS s WHERE s.schedule_name = schedule) THEN
    PERFORM ora.scheduler_unknown(schedule, 27476);
  END IF;
  IF repeat_interval ~* '^\s*FREQ\s*=' THEN
    BEGIN
      PERFORM ora.calendar_next(repeat_interval, coalesce(start_date, clock_timestamp())::timestamp, clock_timestamp()::timestamp);
    EXCEPTION WHEN SQLSTATE 'P0004' THEN
      -- What is not converted can be kept as long as nothing is to run by it.
      NULL;
    END;
  END IF;
  INSERT INTO ora.scheduler_jobs (job_name, job_creator, program_name, job_type, job_action, number_of_arguments, code, args, schedule_name, start_date, repeat_interval,
    interval_code, end_date, job_class, auto_drop, comments)
  VALUES (own, ora.user_name(), program, upper(job_type), job_action, CASE WHEN program IS NULL THEN number_of_arguments END, code, ARRAY[arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8], schedule, start_date, repeat_interval,
    interval_code, end_date, coalesce(upper(job_class), 'DEFAULT_JOB_CLASS'), coalesce(auto_drop, true), comments);
  IF enabled THEN
    CALL ora.dbms_scheduler_enable(own);
  END IF;
END
$$;
