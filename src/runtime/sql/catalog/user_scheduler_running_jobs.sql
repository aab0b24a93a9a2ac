-- USER_SCHEDULER_RUNNING_JOBS: as DBA_SCHEDULER_RUNNING_JOBS, of the user's own.
CREATE VIEW ora.user_scheduler_running_jobs AS
SELECT d.job_name, d.job_subname, d.job_style, d.detached, d.session_id, d.slave_process_id, d.slave_os_process_id, d.running_instance,
  d.resource_consumer_group, d.elapsed_time, d.cpu_used, d.destination_owner, d.destination, d.credential_owner, d.credential_name, d.log_id
FROM ora.dba_scheduler_running_jobs AS d
WHERE d.owner = ora.user_name();

GRANT SELECT ON ora.user_scheduler_running_jobs TO PUBLIC;
