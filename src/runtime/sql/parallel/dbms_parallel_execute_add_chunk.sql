-- A row that the query of CREATE_CHUNKS_BY_SQL gives.
CREATE PROCEDURE ora.dbms_parallel_execute_add_chunk(task_name text, start_id numeric, end_id numeric)
LANGUAGE sql
AS $$
  INSERT INTO ora.parallel_chunks AS c (task_name, start_id, end_id) VALUES (task_name, start_id, end_id)
$$;
