-- DBA_PARALLEL_EXECUTE_CHUNKS: the chunks of all tasks. (Database Reference, "DBA_PARALLEL_EXECUTE_CHUNKS")
CREATE VIEW ora.dba_parallel_execute_chunks AS
SELECT c.chunk_id::numeric AS chunk_id, c.task_owner, c.task_name, (ARRAY['UNASSIGNED', 'ASSIGNED', 'PROCESSED', 'PROCESSED_WITH_ERROR'])[c.status + 1] AS status,
  c.start_rowid, c.end_rowid, c.start_id, c.end_id, NULL::text AS job_name, c.start_ts, c.end_ts, c.error_code, c.error_message
FROM ora.parallel_chunks AS c;

GRANT SELECT ON ora.dba_parallel_execute_chunks TO PUBLIC;
