-- Notes how a task is chunked; ORA-29492 where it has chunks already.
CREATE PROCEDURE ora.parallel_chunking(name text, kind text, table_owner text DEFAULT NULL, table_name text DEFAULT NULL, number_column text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  IF (ora.parallel_task(name)).status NOT IN (1, 3) THEN
    PERFORM ora.raise(29492);
  END IF;
  UPDATE ora.parallel_tasks AS t
  SET chunk_type = kind, status = 2, table_owner = parallel_chunking.table_owner, table_name = parallel_chunking.table_name,
    number_column = parallel_chunking.number_column
  WHERE t.task_owner = ora.user_name() AND t.task_name = name;
END
$$;
