-- ALTER TABLE … ENABLE and DISABLE ALL TRIGGERS: those that were triggers in Oracle. What stands in for DEFAULT ON NULL, identity and virtual
-- columns, for READ ONLY and for UPDATING goes on. (SQL Language Reference, ALTER TABLE, "ENABLE | DISABLE ALL TRIGGERS")
CREATE FUNCTION ora.switch_triggers(relation regclass, enable boolean) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  word CONSTANT text := CASE WHEN enable THEN 'enable' ELSE 'disable' END;
  actions text := (
    SELECT string_agg(format('%s trigger %I', word, g.tgname), ', ')
    FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid
    WHERE g.tgrelid = relation AND NOT g.tgisinternal AND g.tgname !~ '^__' AND f.proname !~ '__zzz_virtual');
BEGIN
  IF actions IS NOT NULL THEN
    EXECUTE format('alter table %s %s', relation, actions);
  END IF;
END
$$;
