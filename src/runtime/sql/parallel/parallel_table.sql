-- The table that is to be chunked; ORA-29491 where it is none.
CREATE FUNCTION ora.parallel_table(table_owner text, table_name text) RETURNS regclass
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  found_table regclass;
BEGIN
  SELECT c.oid INTO found_table
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND ora.oracle_name(c.relname) = table_name AND ora.owner_name(n.nspname) = table_owner;
  IF found_table IS NULL THEN
    PERFORM ora.raise(29491);
  END IF;
  RETURN found_table;
END
$$;
