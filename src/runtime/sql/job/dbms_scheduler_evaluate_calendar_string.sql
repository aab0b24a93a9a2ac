-- DBMS_SCHEDULER.EVALUATE_CALENDAR_STRING: the next time of a calendar string after a given one.
CREATE PROCEDURE ora.dbms_scheduler_evaluate_calendar_string(calendar_string text, start_date timestamptz, return_date_after timestamptz, OUT next_run_date timestamptz)
LANGUAGE plpgsql
AS $$
BEGIN
  next_run_date := ora.calendar_next(calendar_string, coalesce(start_date, clock_timestamp())::timestamp, coalesce(return_date_after, clock_timestamp())::timestamp);
END
$$;
