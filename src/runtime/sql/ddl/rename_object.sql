-- RENAME a TO b in a program: a table, view or sequence. (SQL Language Reference, RENAME; Database Error Messages, ORA-04043, ORA-00955)
CREATE FUNCTION ora.rename_object(name text, to_name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  relation CONSTANT regclass := to_regclass(name);
  kind CONSTANT text := (SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' WHEN 'm' THEN 'materialized view' WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' END
    FROM pg_catalog.pg_class AS c WHERE c.oid = relation);
BEGIN
  IF kind IS NULL THEN
    PERFORM ora.raise(4043, 'object ' || ora.oracle_name(regexp_replace(name, '^.*\.', '')) || ' does not exist');
  END IF;
  EXECUTE format('alter %s %s rename to %I', kind, relation, ora.own_name(to_name));
END
$$;
