-- DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_ROWID: one chunk, from before the first address of the table to behind any. An UPDATE moves rows to other
-- addresses, where a chunk that comes later would meet them again. A table without rows has no chunk.
CREATE PROCEDURE ora.dbms_parallel_execute_create_chunks_by_rowid(task_name text, table_owner text, table_name text, by_row boolean, chunk_size numeric)
LANGUAGE plpgsql
AS $$
DECLARE
  chunked regclass := ora.parallel_table(table_owner, table_name);
  has_rows boolean;
BEGIN
  IF EXISTS (SELECT FROM pg_class AS c WHERE c.oid = chunked AND c.relkind = 'p') THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4014 CREATE_CHUNKS_BY_ROWID: rows of a partitioned table have no order of addresses';
  END IF;
  CALL ora.parallel_chunking(task_name, 'ROWID_RANGE', table_owner, table_name);
  EXECUTE format('SELECT EXISTS (SELECT FROM %s)', chunked) INTO has_rows;
  IF has_rows THEN
    INSERT INTO ora.parallel_chunks AS c (task_name, start_rowid, end_rowid)
    VALUES (dbms_parallel_execute_create_chunks_by_rowid.task_name, 'AAAAABAAAAAAAAAAAA', ora.rowid_text('(4294967294,65534)'::tid));
  END IF;
  CALL ora.parallel_chunked(task_name);
END
$$;
