-- DBMS_PARALLEL_EXECUTE.GET_ROWID_CHUNK: a chunk that is unassigned, and assigns it.
CREATE PROCEDURE ora.dbms_parallel_execute_get_rowid_chunk(task_name text, OUT chunk_id numeric, OUT start_rowid text, OUT end_rowid text, OUT any_rows boolean)
LANGUAGE plpgsql
AS $$
DECLARE
  chunk ora.parallel_chunks := ora.parallel_next(task_name, 'ROWID_RANGE');
BEGIN
  chunk_id := chunk.chunk_id;
  start_rowid := chunk.start_rowid;
  end_rowid := chunk.end_rowid;
  any_rows := chunk.chunk_id IS NOT NULL;
END
$$;
