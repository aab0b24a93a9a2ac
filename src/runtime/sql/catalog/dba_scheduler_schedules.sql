-- DBA_SCHEDULER_SCHEDULES: the schedules of DBMS_SCHEDULER. (Database Reference, "DBA_SCHEDULER_SCHEDULES")
CREATE VIEW ora.dba_scheduler_schedules AS
SELECT d.owner, d.schedule_name, d.schedule_type, d.start_date, d.repeat_interval, NULL::text AS event_queue_owner, NULL::text AS event_queue_name,
  NULL::text AS event_queue_agent, NULL::text AS event_condition, NULL::text AS file_watcher_owner, NULL::text AS file_watcher_name, d.end_date, d.comments
FROM (
  SELECT ora.user_name() AS owner, s.schedule_name AS schedule_name, 'CALENDAR' AS schedule_type, s.start_date AS start_date, s.repeat_interval AS repeat_interval, s.end_date AS end_date, s.comments AS comments
  FROM ora.scheduler_schedules AS s
) AS d(owner, schedule_name, schedule_type, start_date, repeat_interval, end_date, comments);

GRANT SELECT ON ora.dba_scheduler_schedules TO PUBLIC;
