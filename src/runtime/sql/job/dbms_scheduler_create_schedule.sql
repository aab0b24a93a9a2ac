-- DBMS_SCHEDULER.CREATE_SCHEDULE: a repeat interval by name; it has to be a calendar string, else ORA-27412 or ORA-27465.
CREATE PROCEDURE ora.dbms_scheduler_create_schedule(
  schedule_name text, start_date timestamptz DEFAULT NULL, repeat_interval text DEFAULT NULL, end_date timestamptz DEFAULT NULL, comments text DEFAULT NULL,
  interval_code text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  own text := ora.scheduler_name(schedule_name);
BEGIN
  PERFORM ora.scheduler_valid_name('SCHEDULE_NAME', schedule_name);
  IF EXISTS (SELECT FROM ora.scheduler_schedules AS s WHERE s.schedule_name = own) THEN
    PERFORM ora.scheduler_unknown(own, 27477);
  END IF;
  PERFORM ora.calendar_next(repeat_interval, coalesce(start_date, clock_timestamp())::timestamp, clock_timestamp()::timestamp);
  INSERT INTO ora.scheduler_schedules VALUES (own, start_date, repeat_interval, NULL, end_date, comments);
END
$$;
