-- DBA_PARALLEL_EXECUTE_TASKS: the tasks of DBMS_PARALLEL_EXECUTE. (Database Reference, "DBA_PARALLEL_EXECUTE_TASKS")
CREATE VIEW ora.dba_parallel_execute_tasks AS
SELECT t.task_owner, t.task_name, t.chunk_type,
  (ARRAY['CREATED', 'CHUNKING', 'CHUNKING_FAILED', 'NO_CHUNKS', 'CHUNKED', 'PROCESSING', 'FINISHED', 'FINISHED_WITH_ERROR', 'CRASHED'])[t.status] AS status,
  t.table_owner, t.table_name, t.number_column, t.comment AS task_comment, NULL::text AS job_prefix, t.sql_stmt, t.language_flag, NULL::text AS edition,
  NULL::text AS apply_crossedition_trigger, NULL::text AS fire_apply_trigger, t.parallel_level, NULL::text AS job_class
FROM ora.parallel_tasks AS t;

GRANT SELECT ON ora.dba_parallel_execute_tasks TO PUBLIC;
