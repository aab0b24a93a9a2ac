-- ALL_JOBS: as DBA_JOBS, of what the user may see.
CREATE VIEW ora.all_jobs AS
SELECT d.job, d.log_user, d.priv_user, d.schema_user, d.last_date, d.last_sec, d.this_date, d.this_sec, d.next_date, d.next_sec, d.total_time, d.broken, d."interval", d.failures, d.what, d.nls_env, d.instance FROM ora.dba_jobs AS d;

GRANT SELECT ON ora.all_jobs TO PUBLIC;
