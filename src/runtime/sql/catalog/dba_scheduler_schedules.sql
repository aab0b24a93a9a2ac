-- DBA_SCHEDULER_SCHEDULES: the schedules of DBMS_SCHEDULER. (Database Reference, "DBA_SCHEDULER_SCHEDULES")
CREATE VIEW ora.dba_scheduler_schedules AS
SELECT ora.user_name() AS owner, s.schedule_name AS schedule_name, 'CALENDAR' AS schedule_type, s.start_date AS start_date, s.repeat_interval AS repeat_interval, s.end_date AS end_date, s.comments AS comments
FROM ora.scheduler_schedules AS s;

GRANT SELECT ON ora.dba_scheduler_schedules TO PUBLIC;
