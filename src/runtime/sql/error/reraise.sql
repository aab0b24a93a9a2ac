-- Raises a captured error again: same code, message, detail and object names. An empty one raises nothing. Where the context tells what the code stands
-- for, which raising again does not keep, the message says it.
CREATE FUNCTION ora.reraise(e ora.err) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF e.sqlstate IS NULL THEN
    RETURN;
  END IF;
  IF e.sqlstate IN ('22000', '22001', '22003', '22011', '22018', '2201F', '22021', '22P02', '23502', '23514')
    OR e.context ~* '^SQL statement "\s*(alter|create|drop|truncate)\M' THEN
    e.message := ora.sqlerrm(e);
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
