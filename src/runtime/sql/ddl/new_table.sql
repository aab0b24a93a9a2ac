-- CREATE TABLE of a program: neither its name nor those of its constraints are taken. PostgreSQL has names of constraints for each table alone.
-- (Database Error Messages, ORA-00955, ORA-02264)
CREATE FUNCTION ora.new_table(table_name text, constraints text[]) RETURNS void
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  home CONSTANT oid := coalesce(to_regnamespace(substring(table_name FROM '^("[^"]+"|[^.]+)\.')), current_schema()::regnamespace);
BEGIN
  IF to_regclass(table_name) IS NOT NULL THEN
    PERFORM ora.raise(955);
  ELSIF EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conname = ANY (constraints) AND k.connamespace = home AND k.conrelid <> 0 AND k.conparentid = 0)
    OR EXISTS (SELECT FROM ora.disabled_constraints AS d JOIN pg_catalog.pg_class AS c ON c.oid = d.relation WHERE d.name = ANY (constraints) AND c.relnamespace = home)
  THEN
    PERFORM ora.raise(2264);
  END IF;
END
$$;
