-- USER_SCHEDULER_JOB_RUN_DETAILS: as DBA_SCHEDULER_JOB_RUN_DETAILS, of the user.
CREATE VIEW ora.user_scheduler_job_run_details AS
SELECT d.log_id, d.log_date, d.job_name, d.job_subname, d.status, d."error#", d.req_start_date, d.actual_start_date, d.run_duration, d.instance_id,
  d.session_id, d.slave_pid, d.cpu_used, d.credential_owner, d.credential_name, d.destination_owner, d.destination, d.additional_info, d.errors, d.output,
  d.binary_errors, d.binary_output
FROM ora.dba_scheduler_job_run_details AS d
WHERE d.owner = ora.user_name();

GRANT SELECT ON ora.user_scheduler_job_run_details TO PUBLIC;
