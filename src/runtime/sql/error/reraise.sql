-- Raises a captured error again: same code, message, detail and object names. An empty one raises nothing.
CREATE FUNCTION ora.reraise(e ora.err) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF e.sqlstate IS NULL THEN
    RETURN;
  END IF;
  IF e.detail <> '' THEN
    RAISE EXCEPTION USING ERRCODE = e.sqlstate, MESSAGE = coalesce(e.message, ''), DETAIL = e.detail,
      SCHEMA = coalesce(e.schema_name, ''), TABLE = coalesce(e.table_name, ''),
      COLUMN = coalesce(e.column_name, ''), CONSTRAINT = coalesce(e.constraint_name, '');
  END IF;
  RAISE EXCEPTION USING ERRCODE = e.sqlstate, MESSAGE = coalesce(e.message, ''),
    SCHEMA = coalesce(e.schema_name, ''), TABLE = coalesce(e.table_name, ''),
    COLUMN = coalesce(e.column_name, ''), CONSTRAINT = coalesce(e.constraint_name, '');
END
$$;
