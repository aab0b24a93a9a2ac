-- The task of the user that has the name; ORA-29498 where there is none.
CREATE FUNCTION ora.parallel_task(name text) RETURNS ora.parallel_tasks
LANGUAGE plpgsql
AS $$
DECLARE
  task ora.parallel_tasks;
BEGIN
  SELECT t.* INTO task FROM ora.parallel_tasks AS t WHERE t.task_owner = ora.user_name() AND t.task_name = name;
  IF NOT FOUND THEN
    PERFORM ora.raise(29498);
  END IF;
  RETURN task;
END
$$;
