-- DBMS_PARALLEL_EXECUTE.CREATE_TASK: a task without chunks; ORA-29497 where the user has one of the name.
CREATE PROCEDURE ora.dbms_parallel_execute_create_task(task_name text, comment text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO ora.parallel_tasks AS t (task_name, comment)
  VALUES (dbms_parallel_execute_create_task.task_name, dbms_parallel_execute_create_task.comment)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    PERFORM ora.raise(29497);
  END IF;
END
$$;
