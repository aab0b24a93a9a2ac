-- ALL_SCHEDULER_JOB_RUN_DETAILS: as DBA_SCHEDULER_JOB_RUN_DETAILS, of what the user may see.
CREATE VIEW ora.all_scheduler_job_run_details AS
SELECT d.log_id, d.log_date, d.owner, d.job_name, d.status, d."error#", d.req_start_date, d.actual_start_date, d.run_duration, d.additional_info FROM ora.dba_scheduler_job_run_details AS d;

GRANT SELECT ON ora.all_scheduler_job_run_details TO PUBLIC;
