-- DBMS_PARALLEL_EXECUTE.GENERATE_TASK_NAME: a name that no task has.
CREATE FUNCTION ora.dbms_parallel_execute_generate_task_name(prefix text DEFAULT 'TASK$_') RETURNS text
LANGUAGE sql VOLATILE
AS $$
  SELECT prefix || nextval(pg_get_serial_sequence('ora.parallel_chunks', 'chunk_id'))
$$;
