-- ALL_SCHEDULER_JOBS: as DBA_SCHEDULER_JOBS, of what the user may see.
CREATE VIEW ora.all_scheduler_jobs AS
SELECT d.* FROM ora.dba_scheduler_jobs AS d;

GRANT SELECT ON ora.all_scheduler_jobs TO PUBLIC;
