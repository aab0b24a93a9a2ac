-- The next chunk of a task that nobody has, assigned to the caller; NULL where there is none. ORA-29492 where the task has chunks of another kind.
CREATE FUNCTION ora.parallel_next(name text, kind text) RETURNS ora.parallel_chunks
LANGUAGE plpgsql
AS $$
DECLARE
  task ora.parallel_tasks := ora.parallel_task(name);
  chunk ora.parallel_chunks;
BEGIN
  IF task.chunk_type <> kind THEN
    PERFORM ora.raise(29492);
  END IF;
  UPDATE ora.parallel_chunks AS c
  SET status = 1, start_ts = clock_timestamp()::timestamp, end_ts = NULL, error_code = NULL, error_message = NULL
  WHERE c.chunk_id = (
    SELECT n.chunk_id FROM ora.parallel_chunks AS n
    WHERE n.task_owner = task.task_owner AND n.task_name = task.task_name AND n.status = 0
    ORDER BY n.chunk_id LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  RETURNING c.* INTO chunk;
  RETURN chunk;
END
$$;
