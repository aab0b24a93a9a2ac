-- DBA_JOBS_RUNNING: the jobs of DBMS_JOB that run, with the process of PostgreSQL that runs them. (Database Reference, "DBA_JOBS_RUNNING")
CREATE VIEW ora.dba_jobs_running AS
SELECT (SELECT min(l.pid) FROM pg_catalog.pg_locks AS l
    WHERE l.locktype = 'advisory' AND l.granted AND l.classid = hashtext('ora.jobs')::bigint::bit(32)::bigint::oid AND l.objid::bigint = d.job)::numeric AS sid,
  d.job, d.failures, d.last_date, d.last_sec, d.this_date, d.this_sec, d.instance
FROM ora.dba_jobs AS d
WHERE d.this_date IS NOT NULL;

GRANT SELECT ON ora.dba_jobs_running TO PUBLIC;
