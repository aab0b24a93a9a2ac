-- DBMS_PARALLEL_EXECUTE.DROP_CHUNKS: the task is as it was created.
CREATE PROCEDURE ora.dbms_parallel_execute_drop_chunks(task_name text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.parallel_task(task_name);
  DELETE FROM ora.parallel_chunks AS c WHERE c.task_owner = ora.user_name() AND c.task_name = dbms_parallel_execute_drop_chunks.task_name;
  UPDATE ora.parallel_tasks AS t
  SET status = 1, chunk_type = 'UNDECLARED', table_owner = NULL, table_name = NULL, number_column = NULL
  WHERE t.task_owner = ora.user_name() AND t.task_name = dbms_parallel_execute_drop_chunks.task_name;
END
$$;
