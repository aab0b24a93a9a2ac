-- The jobs of DBMS_SCHEDULER. CODE is the procedure that the action became, INTERVAL_CODE the function of a repeat interval that is an expression.
CREATE TABLE ora.scheduler_jobs (
  job_name text PRIMARY KEY,
  job_creator text NOT NULL,
  program_name text,
  job_type text,
  job_action text,
  number_of_arguments integer,
  code text,
  schedule_name text,
  start_date timestamptz,
  repeat_interval text,
  interval_code text,
  end_date timestamptz,
  job_class text NOT NULL DEFAULT 'DEFAULT_JOB_CLASS',
  enabled boolean NOT NULL DEFAULT false,
  auto_drop boolean NOT NULL DEFAULT true,
  state text NOT NULL DEFAULT 'DISABLED',
  job_priority integer NOT NULL DEFAULT 3,
  run_count integer NOT NULL DEFAULT 0,
  max_runs integer,
  failure_count integer NOT NULL DEFAULT 0,
  max_failures integer,
  last_start_date timestamptz,
  last_run_duration interval,
  next_run_date timestamptz,
  comments text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.scheduler_jobs TO PUBLIC;
