-- ALTER INDEX … RENAME TO in a program. (SQL Language Reference, ALTER INDEX; Database Error Messages, ORA-01418, ORA-00955)
CREATE FUNCTION ora.rename_index(name text, to_name text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('alter index %s rename to %I', ora.index_named(name), ora.own_name(to_name));
END
$$;
