-- DBMS_PARALLEL_EXECUTE.SET_CHUNK_STATUS; ORA-29499 where the task has no such chunk, ORA-29493 for what is no status.
CREATE PROCEDURE ora.dbms_parallel_execute_set_chunk_status(task_name text, chunk_id numeric, status numeric, err_num numeric DEFAULT NULL, err_msg text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM ora.parallel_task($1);
  IF $3 IS NULL OR $3 NOT IN (0, 1, 2, 3) THEN
    PERFORM ora.raise(29493);
  END IF;
  UPDATE ora.parallel_chunks AS c
  SET status = $3::integer, end_ts = CASE WHEN $3 IN (2, 3) THEN clock_timestamp()::timestamp END, error_code = $4, error_message = $5
  WHERE c.task_owner = ora.user_name() AND c.task_name = $1 AND c.chunk_id = $2;
  IF NOT FOUND THEN
    PERFORM ora.raise(29499);
  END IF;
END
$$;
