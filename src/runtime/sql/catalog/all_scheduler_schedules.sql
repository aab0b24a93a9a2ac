-- ALL_SCHEDULER_SCHEDULES: as DBA_SCHEDULER_SCHEDULES, of what the user may see.
CREATE VIEW ora.all_scheduler_schedules AS
SELECT d.owner, d.schedule_name, d.schedule_type, d.start_date, d.repeat_interval, d.end_date, d.comments FROM ora.dba_scheduler_schedules AS d;

GRANT SELECT ON ora.all_scheduler_schedules TO PUBLIC;
