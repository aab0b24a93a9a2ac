-- DBA_JOBS: the jobs of DBMS_JOB. (Database Reference, "DBA_JOBS")
CREATE VIEW ora.dba_jobs AS
SELECT j.job::numeric AS job, j.log_user AS log_user, j.log_user AS priv_user, j.log_user AS schema_user, j.last_date::timestamp AS last_date, to_char(j.last_date, 'HH24:MI:SS') AS last_sec, j.this_date::timestamp AS this_date, to_char(j.this_date, 'HH24:MI:SS') AS this_sec, j.next_date::timestamp AS next_date, to_char(j.next_date, 'HH24:MI:SS') AS next_sec, j.total_time AS total_time, CASE WHEN j.broken THEN 'Y' ELSE 'N' END AS broken, j."interval" AS "interval", j.failures::numeric AS failures, j.what AS what, NULL::text AS nls_env, j.instance::numeric AS instance
FROM ora.jobs AS j;

GRANT SELECT ON ora.dba_jobs TO PUBLIC;
