-- DROP TRIGGER, and ALTER TRIGGER … ENABLE or DISABLE, of a trigger whose definitions stand under several names or on several tables here: which of them there is shows when it
-- runs. A compound trigger is several, a trigger that FOLLOWS another has its name in front. (PL/SQL Language Reference, "DROP TRIGGER", "ALTER TRIGGER")
CREATE FUNCTION ora.change_trigger(schema_name text, own text, change text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  statement text := (
    SELECT string_agg(CASE change WHEN 'drop' THEN format('drop trigger %I on %s', g.tgname, g.tgrelid::regclass)
      ELSE format('alter table %s %s trigger %I', g.tgrelid::regclass, change, g.tgname) END, '; ')
    FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
    WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND g.tgname !~ '^__' AND n.nspname = schema_name AND ora.trigger_name(g.tgname, f.proname) = own);
BEGIN
  IF statement IS NULL THEN
    PERFORM ora.raise(4080, format('trigger ''%s'' does not exist', ora.oracle_name(own)));
  END IF;
  EXECUTE statement;
END
$$;
