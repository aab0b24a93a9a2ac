-- DBMS_PARALLEL_EXECUTE.TASK_STATUS
CREATE FUNCTION ora.dbms_parallel_execute_task_status(task_name text) RETURNS numeric
LANGUAGE sql
AS $$
  SELECT (ora.parallel_task(task_name)).status::numeric
$$;
