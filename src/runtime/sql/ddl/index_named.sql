-- ALTER INDEX in a program, of which nothing is left in PostgreSQL (REBUILD, COALESCE, storage): the index has to be there.
-- (SQL Language Reference, ALTER INDEX; Database Error Messages, ORA-01418)
CREATE FUNCTION ora.index_named(name text) RETURNS regclass
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  found CONSTANT regclass := ora.own_index(name);
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index AS i WHERE i.indexrelid = found) THEN
    PERFORM ora.raise(1418);
  END IF;
  RETURN found;
END
$$;
