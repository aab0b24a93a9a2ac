-- DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_NUMBER_COL: from the least value of a column to the greatest, chunk_size each, the last one to the greatest.
CREATE PROCEDURE ora.dbms_parallel_execute_create_chunks_by_number_col(task_name text, table_owner text, table_name text, table_column text, chunk_size numeric)
LANGUAGE plpgsql
AS $$
DECLARE
  chunked regclass := ora.parallel_table(table_owner, table_name);
  column_name name;
  low numeric;
  high numeric;
BEGIN
  SELECT a.attname INTO column_name
  FROM pg_attribute AS a
  WHERE a.attrelid = chunked AND a.attnum > 0 AND NOT a.attisdropped AND ora.oracle_name(a.attname) = table_column;
  IF NOT FOUND OR coalesce(chunk_size, 0) <= 0 THEN
    PERFORM ora.raise(29491);
  END IF;
  CALL ora.parallel_chunking(task_name, 'NUMBER_RANGE', table_owner, table_name, table_column);
  EXECUTE format('SELECT min(%1$I), max(%1$I) FROM %2$s', column_name, chunked) INTO low, high;
  INSERT INTO ora.parallel_chunks AS c (task_name, start_id, end_id)
  SELECT dbms_parallel_execute_create_chunks_by_number_col.task_name, first, least(first + chunk_size - 1, high)
  FROM generate_series(low, high, chunk_size) AS first
  ORDER BY first;
  CALL ora.parallel_chunked(task_name);
END
$$;
