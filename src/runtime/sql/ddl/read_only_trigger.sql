-- ORA-12081 for changes of a table that is READ ONLY.
CREATE FUNCTION ora.read_only_trigger() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.raise(12081, format('update operation not allowed on table "%s"."%s"', ora.owner_name(TG_TABLE_SCHEMA), ora.oracle_name(TG_TABLE_NAME)));
  RETURN NULL;
END
$$;
