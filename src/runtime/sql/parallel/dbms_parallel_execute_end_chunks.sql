-- What CREATE_CHUNKS_BY_SQL ends with.
CREATE PROCEDURE ora.dbms_parallel_execute_end_chunks(task_name text)
LANGUAGE sql
AS $$
  CALL ora.parallel_chunked(task_name)
$$;
