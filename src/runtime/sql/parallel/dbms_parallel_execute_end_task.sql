-- What RUN_TASK and RESUME_TASK end with: FINISHED, or FINISHED_WITH_ERROR.
CREATE PROCEDURE ora.dbms_parallel_execute_end_task(task_name text)
LANGUAGE sql
AS $$
  UPDATE ora.parallel_tasks AS t
  SET status = CASE
    WHEN EXISTS (
      SELECT FROM ora.parallel_chunks AS c WHERE c.task_owner = t.task_owner AND c.task_name = t.task_name AND c.status = 3
    ) THEN 8
    ELSE 7
  END
  WHERE t.task_owner = ora.user_name() AND t.task_name = $1
$$;
