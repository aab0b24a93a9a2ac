-- USER_SCHEDULER_SCHEDULES: as DBA_SCHEDULER_SCHEDULES, of the user.
CREATE VIEW ora.user_scheduler_schedules AS
SELECT d.schedule_name, d.schedule_type, d.start_date, d.repeat_interval, d.event_queue_owner, d.event_queue_name, d.event_queue_agent, d.event_condition,
  d.file_watcher_owner, d.file_watcher_name, d.end_date, d.comments
FROM ora.dba_scheduler_schedules AS d
WHERE d.owner = ora.user_name();

GRANT SELECT ON ora.user_scheduler_schedules TO PUBLIC;
