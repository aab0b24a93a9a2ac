-- USER_PARALLEL_EXECUTE_CHUNKS: as DBA_PARALLEL_EXECUTE_CHUNKS, of the user.
CREATE VIEW ora.user_parallel_execute_chunks AS
SELECT d.chunk_id, d.task_name, d.status, d.start_rowid, d.end_rowid, d.start_id, d.end_id, d.job_name, d.start_ts, d.end_ts, d.error_code, d.error_message
FROM ora.dba_parallel_execute_chunks AS d
WHERE d.task_owner = ora.user_name();

GRANT SELECT ON ora.user_parallel_execute_chunks TO PUBLIC;
