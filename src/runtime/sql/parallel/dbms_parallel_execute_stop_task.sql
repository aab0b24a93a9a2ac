-- DBMS_PARALLEL_EXECUTE.STOP_TASK: no other session works on a task.
CREATE PROCEDURE ora.dbms_parallel_execute_stop_task(task_name text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.parallel_task(task_name);
END
$$;
