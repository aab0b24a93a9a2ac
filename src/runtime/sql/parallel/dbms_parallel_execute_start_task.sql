-- What RUN_TASK begins with, and RESUME_TASK, which has no statement: chunks that are not processed are to be run. ORA-29494 where the task is not
-- chunked, or has been run; ORA-29495 where there is nothing to resume.
CREATE PROCEDURE ora.dbms_parallel_execute_start_task(task_name text, sql_stmt text, language_flag numeric, parallel_level numeric, force boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  task ora.parallel_tasks := ora.parallel_task($1);
BEGIN
  IF $2 IS NULL THEN
    IF task.sql_stmt IS NULL OR NOT (task.status IN (8, 9) OR (coalesce(force, false) AND task.status = 6)) THEN
      PERFORM ora.raise(29495);
    END IF;
    UPDATE ora.parallel_chunks AS c SET status = 0
    WHERE c.task_owner = task.task_owner AND c.task_name = task.task_name AND c.status IN (1, 3);
  ELSIF task.status NOT IN (4, 5) THEN
    PERFORM ora.raise(29494);
  END IF;
  UPDATE ora.parallel_tasks AS t
  SET status = 6, sql_stmt = coalesce($2, t.sql_stmt), language_flag = coalesce($3, t.language_flag), parallel_level = coalesce($4, t.parallel_level)
  WHERE t.task_owner = task.task_owner AND t.task_name = task.task_name;
END
$$;
