-- What an earlier run of a script has left of a trigger that CREATE OR REPLACE TRIGGER makes again: the triggers of its functions, one for each section.
CREATE FUNCTION ora.drop_triggers_of(schema_name text, trigger_name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  old record;
BEGIN
  FOR old IN SELECT t.tgname, t.tgrelid::regclass AS on_table FROM pg_catalog.pg_trigger AS t
             JOIN pg_catalog.pg_proc AS p ON p.oid = t.tgfoid JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
             WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND n.nspname = schema_name
               AND (p.proname IN (trigger_name, '__' || trigger_name, '__' || trigger_name || '_rows') OR starts_with(p.proname, trigger_name || '__')) LOOP
    EXECUTE format('drop trigger %I on %s', old.tgname, old.on_table);
  END LOOP;
END
$$;
