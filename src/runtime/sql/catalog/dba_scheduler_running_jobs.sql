-- DBA_SCHEDULER_RUNNING_JOBS: the jobs of DBMS_SCHEDULER that the scheduler runs. (Database Reference, "ALL_SCHEDULER_RUNNING_JOBS")
CREATE VIEW ora.dba_scheduler_running_jobs AS
SELECT d.owner, d.job_name, d.job_subname, d.job_style, 'FALSE'::text AS detached, NULL::numeric AS session_id, NULL::numeric AS slave_process_id,
  NULL::text AS slave_os_process_id, 1::numeric AS running_instance, NULL::text AS resource_consumer_group,
  clock_timestamp() - d.last_start_date AS elapsed_time, NULL::interval AS cpu_used, NULL::text AS destination_owner, NULL::text AS destination,
  NULL::text AS credential_owner, NULL::text AS credential_name, NULL::numeric AS log_id
FROM ora.dba_scheduler_jobs AS d
WHERE d.state = 'RUNNING';

GRANT SELECT ON ora.dba_scheduler_running_jobs TO PUBLIC;
