-- USER_SCHEDULER_SCHEDULES: as DBA_SCHEDULER_SCHEDULES, of the user.
CREATE VIEW ora.user_scheduler_schedules AS
SELECT d.schedule_name, d.schedule_type, d.start_date, d.repeat_interval, d.end_date, d.comments FROM ora.dba_scheduler_schedules AS d
WHERE d.owner = ora.user_name();

GRANT SELECT ON ora.user_scheduler_schedules TO PUBLIC;
