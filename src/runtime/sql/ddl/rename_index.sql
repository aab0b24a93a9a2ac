-- ALTER INDEX … RENAME TO in a program. (SQL Language Reference, ALTER INDEX; Database Error Messages, ORA-01418, ORA-00955)
CREATE FUNCTION ora.rename_index(name text, to_name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  own CONSTANT regclass := ora.index_named(name);
  old_name CONSTANT text := (SELECT c.relname FROM pg_catalog.pg_class AS c WHERE c.oid = own);
BEGIN
  EXECUTE format('alter index %s rename to %I', own, ora.own_name(to_name));
  DELETE FROM ora.definitions AS d USING ora.definition_place(own, 'index_name') AS p WHERE d.relation = p.relation AND d.part = 'index_name of ' || old_name;
  PERFORM ora.index_renamed(own, old_name);
END
$$;
