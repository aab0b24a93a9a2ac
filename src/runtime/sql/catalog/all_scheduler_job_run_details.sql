-- ALL_SCHEDULER_JOB_RUN_DETAILS: as DBA_SCHEDULER_JOB_RUN_DETAILS, of what the user may see.
CREATE VIEW ora.all_scheduler_job_run_details AS
SELECT d.* FROM ora.dba_scheduler_job_run_details AS d;

GRANT SELECT ON ora.all_scheduler_job_run_details TO PUBLIC;
