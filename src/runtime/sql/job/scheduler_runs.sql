-- What jobs of DBMS_SCHEDULER did.
CREATE TABLE ora.scheduler_runs (
  log_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  log_date timestamptz NOT NULL DEFAULT clock_timestamp(),
  job_name text NOT NULL,
  status text NOT NULL,
  "error#" integer NOT NULL DEFAULT 0,
  req_start_date timestamptz,
  actual_start_date timestamptz,
  run_duration interval,
  additional_info text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.scheduler_runs TO PUBLIC;
