-- ALL_SCHEDULER_SCHEDULES: as DBA_SCHEDULER_SCHEDULES, of what the user may see.
CREATE VIEW ora.all_scheduler_schedules AS
SELECT d.* FROM ora.dba_scheduler_schedules AS d;

GRANT SELECT ON ora.all_scheduler_schedules TO PUBLIC;
