-- USER_SCHEDULER_JOB_RUN_DETAILS: as DBA_SCHEDULER_JOB_RUN_DETAILS, of the user.
CREATE VIEW ora.user_scheduler_job_run_details AS
SELECT d.log_id, d.log_date, d.job_name, d.status, d."error#", d.req_start_date, d.actual_start_date, d.run_duration, d.additional_info FROM ora.dba_scheduler_job_run_details AS d
WHERE d.owner = ora.user_name();

GRANT SELECT ON ora.user_scheduler_job_run_details TO PUBLIC;
