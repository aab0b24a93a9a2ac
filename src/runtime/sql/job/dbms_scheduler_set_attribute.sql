-- DBMS_SCHEDULER.SET_ATTRIBUTE: an attribute of a job, program or schedule; a job that is enabled gets the time of its next run anew.
CREATE PROCEDURE ora.dbms_scheduler_set_attribute(
  name text, attribute text, value text, value2 text DEFAULT NULL, code text DEFAULT NULL, interval_code text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  own text := ora.scheduler_name(name);
  what text := lower(attribute);
  place text;
  was boolean;
BEGIN
  place := CASE
    WHEN EXISTS (SELECT FROM ora.scheduler_jobs AS j WHERE j.job_name = own) THEN 'job'
    WHEN EXISTS (SELECT FROM ora.scheduler_programs AS p WHERE p.program_name = own) THEN 'program'
    WHEN EXISTS (SELECT FROM ora.scheduler_schedules AS s WHERE s.schedule_name = own) THEN 'schedule' END;
  IF place IS NULL THEN
    PERFORM ora.scheduler_unknown(own, 27476);
  ELSIF what = ANY (CASE place WHEN 'job' THEN '{job_action,job_type,start_date,repeat_interval,end_date,auto_drop,comments,max_runs,max_failures,job_priority,job_class,number_of_arguments,program_name,schedule_name}'::text[]
      WHEN 'program' THEN '{program_action,program_type,number_of_arguments,comments}' ELSE '{start_date,repeat_interval,end_date,comments}' END) THEN
    IF what IN ('program_name', 'schedule_name') THEN
      value := ora.scheduler_name(value);
    ELSIF what = 'repeat_interval' AND value ~* '^\s*FREQ\s*=' THEN
      PERFORM ora.calendar_next(value, clock_timestamp()::timestamp, clock_timestamp()::timestamp);
    END IF;
    EXECUTE format('UPDATE ora.%I SET %I = %L%s%s WHERE %I = %L', 'scheduler_' || place || 's', what, value,
      CASE WHEN what LIKE '%_action' THEN format(', code = %L', code) END,
      CASE WHEN what = 'repeat_interval' AND place = 'job' THEN format(', interval_code = %L', interval_code) END, place || '_name', own);
    SELECT j.enabled INTO was FROM ora.scheduler_jobs AS j WHERE j.job_name = own;
    IF was AND what IN ('start_date', 'repeat_interval', 'schedule_name') THEN
      UPDATE ora.scheduler_jobs AS j SET enabled = false WHERE j.job_name = own;
      CALL ora.dbms_scheduler_enable(own);
    END IF;
  ELSIF what NOT IN ('logging_level', 'restartable', 'stop_on_window_close', 'instance_stickiness', 'raise_events', 'schedule_limit', 'job_weight', 'instance_id',
      'max_run_duration', 'database_role', 'follow_default_timezone', 'parallel_instances', 'allow_runs_in_restricted_mode', 'store_output', 'restart_on_recovery', 'restart_on_failure', 'connect_credential_name', 'nls_env') THEN
    PERFORM ora.raise(27469, format('%s is not a valid %s attribute', upper(attribute), place));
  END IF;
END
$$;

CREATE PROCEDURE ora.dbms_scheduler_set_attribute(name text, attribute text, value timestamptz)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_scheduler_set_attribute(name, attribute, value::text);
END
$$;

CREATE PROCEDURE ora.dbms_scheduler_set_attribute(name text, attribute text, value boolean)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_scheduler_set_attribute(name, attribute, value::text);
END
$$;
