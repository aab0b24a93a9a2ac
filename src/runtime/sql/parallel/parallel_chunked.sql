-- The chunks of a task are there: CHUNKED, or NO_CHUNKS.
CREATE PROCEDURE ora.parallel_chunked(name text)
LANGUAGE sql
AS $$
  UPDATE ora.parallel_tasks AS t
  SET status = CASE
    WHEN EXISTS (SELECT FROM ora.parallel_chunks AS c WHERE c.task_owner = t.task_owner AND c.task_name = t.task_name) THEN 5
    ELSE 4
  END
  WHERE t.task_owner = ora.user_name() AND t.task_name = name
$$;
