-- The schedules of DBMS_SCHEDULER.
CREATE TABLE ora.scheduler_schedules (
  schedule_name text PRIMARY KEY,
  start_date timestamptz,
  repeat_interval text,
  interval_code text,
  end_date timestamptz,
  comments text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.scheduler_schedules TO PUBLIC;
