-- DBA_SCHEDULER_JOB_RUN_DETAILS: what jobs of DBMS_SCHEDULER did. (Database Reference, "DBA_SCHEDULER_JOB_RUN_DETAILS")
CREATE VIEW ora.dba_scheduler_job_run_details AS
SELECT r.log_id::numeric AS log_id, r.log_date AS log_date, ora.user_name() AS owner, r.job_name AS job_name, r.status AS status, r."error#"::numeric AS "error#", r.req_start_date AS req_start_date, r.actual_start_date AS actual_start_date, r.run_duration AS run_duration, r.additional_info AS additional_info
FROM ora.scheduler_runs AS r;

GRANT SELECT ON ora.dba_scheduler_job_run_details TO PUBLIC;
