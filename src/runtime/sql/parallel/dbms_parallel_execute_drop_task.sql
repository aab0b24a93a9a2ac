-- DBMS_PARALLEL_EXECUTE.DROP_TASK: the task and its chunks.
CREATE PROCEDURE ora.dbms_parallel_execute_drop_task(task_name text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.parallel_task(task_name);
  DELETE FROM ora.parallel_tasks AS t WHERE t.task_owner = ora.user_name() AND t.task_name = dbms_parallel_execute_drop_task.task_name;
END
$$;
