-- DBMS_PARALLEL_EXECUTE.GET_NUMBER_COL_CHUNK: a chunk that is unassigned, and assigns it.
CREATE PROCEDURE ora.dbms_parallel_execute_get_number_col_chunk(task_name text, OUT chunk_id numeric, OUT start_id numeric, OUT end_id numeric, OUT any_rows boolean)
LANGUAGE plpgsql
AS $$
DECLARE
  chunk ora.parallel_chunks := ora.parallel_next(task_name, 'NUMBER_RANGE');
BEGIN
  chunk_id := chunk.chunk_id;
  start_id := chunk.start_id;
  end_id := chunk.end_id;
  any_rows := chunk.chunk_id IS NOT NULL;
END
$$;
