-- CREATE OR REPLACE VIEW at run time: PostgreSQL replaces a view in place only where its columns stay; else it is dropped and made again, and so are
-- the views that show it. Its privileges stay, its INSTEAD OF triggers go. (SQL Language Reference, "CREATE VIEW", OR REPLACE)
CREATE FUNCTION ora.replace_view(view text, statement text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  old regclass := to_regclass(view);
  trigger name;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = old AND c.relkind = 'v') THEN
    EXECUTE statement;
    RETURN;
  END IF;
  FOR trigger IN SELECT t.tgname FROM pg_catalog.pg_trigger AS t WHERE t.tgrelid = old AND NOT t.tgisinternal LOOP
    EXECUTE format('drop trigger %I on %s', trigger, old);
  END LOOP;
  BEGIN
    EXECUTE regexp_replace(statement, '^\s*create\s', 'create or replace ', 'i');
  EXCEPTION WHEN invalid_table_definition THEN
    IF EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = old AND c.relacl IS NOT NULL) THEN
      RAISE;
    END IF;
    PERFORM ora.under_views(old, format(E'drop view %s;\n%s', old, statement));
  END;
END
$$;
