-- ALTER INDEX … RENAME TO in a program. (SQL Language Reference, ALTER INDEX; Database Error Messages, ORA-01418, ORA-00955)
CREATE FUNCTION ora.rename_index(name text, to_name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  own CONSTANT regclass := ora.index_named(name);
BEGIN
  EXECUTE format('alter index %s rename to %I', own, ora.own_name(to_name));
  DELETE FROM ora.definitions AS d WHERE d.relation = own AND d.part = 'index_name';
END
$$;
