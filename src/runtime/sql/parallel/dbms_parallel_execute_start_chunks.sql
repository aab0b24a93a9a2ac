-- What CREATE_CHUNKS_BY_SQL begins with.
CREATE PROCEDURE ora.dbms_parallel_execute_start_chunks(task_name text)
LANGUAGE sql
AS $$
  CALL ora.parallel_chunking(task_name, 'NUMBER_RANGE')
$$;
