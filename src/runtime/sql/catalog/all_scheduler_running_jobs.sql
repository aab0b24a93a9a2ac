-- ALL_SCHEDULER_RUNNING_JOBS: as DBA_SCHEDULER_RUNNING_JOBS, of what the user may see.
CREATE VIEW ora.all_scheduler_running_jobs AS
SELECT d.* FROM ora.dba_scheduler_running_jobs AS d;

GRANT SELECT ON ora.all_scheduler_running_jobs TO PUBLIC;
