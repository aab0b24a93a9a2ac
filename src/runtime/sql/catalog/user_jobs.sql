-- USER_JOBS: as DBA_JOBS, of the user.
CREATE VIEW ora.user_jobs AS
SELECT d.job, d.log_user, d.priv_user, d.schema_user, d.last_date, d.last_sec, d.this_date, d.this_sec, d.next_date, d.next_sec, d.total_time, d.broken, d."interval", d.failures, d.what, d.nls_env, d.instance FROM ora.dba_jobs AS d
WHERE d.schema_user = ora.user_name();

GRANT SELECT ON ora.user_jobs TO PUBLIC;
