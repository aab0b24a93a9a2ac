-- DBMS_PARALLEL_EXECUTE.PURGE_PROCESSED_CHUNKS: those that are processed, with or without an error.
CREATE PROCEDURE ora.dbms_parallel_execute_purge_processed_chunks(task_name text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.parallel_task(task_name);
  DELETE FROM ora.parallel_chunks AS c
  WHERE c.task_owner = ora.user_name() AND c.task_name = dbms_parallel_execute_purge_processed_chunks.task_name AND c.status IN (2, 3);
END
$$;
