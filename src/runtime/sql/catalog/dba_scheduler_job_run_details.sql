-- DBA_SCHEDULER_JOB_RUN_DETAILS: what jobs of DBMS_SCHEDULER did. (Database Reference, "DBA_SCHEDULER_JOB_RUN_DETAILS")
CREATE VIEW ora.dba_scheduler_job_run_details AS
SELECT d.log_id, d.log_date, d.owner, d.job_name, NULL::text AS job_subname, d.status, d."error#", d.req_start_date, d.actual_start_date, d.run_duration,
  NULL::numeric AS instance_id, NULL::text AS session_id, NULL::text AS slave_pid, NULL::interval AS cpu_used, NULL::text AS credential_owner,
  NULL::text AS credential_name, NULL::text AS destination_owner, NULL::text AS destination, d.additional_info, NULL::text AS errors, NULL::text AS output,
  NULL::bytea AS binary_errors, NULL::bytea AS binary_output
FROM (
  SELECT r.log_id::numeric AS log_id, r.log_date AS log_date, ora.user_name() AS owner, r.job_name AS job_name, r.status AS status, r."error#"::numeric AS "error#", r.req_start_date AS req_start_date, r.actual_start_date AS actual_start_date, r.run_duration AS run_duration, r.additional_info AS additional_info
  FROM ora.scheduler_runs AS r
) AS d(log_id, log_date, owner, job_name, status, "error#", req_start_date, actual_start_date, run_duration, additional_info);

GRANT SELECT ON ora.dba_scheduler_job_run_details TO PUBLIC;
