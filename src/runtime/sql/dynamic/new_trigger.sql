-- CREATE TRIGGER in a text: one of the name is replaced, whatever it is called and however many it is here, or is ORA-04081.
CREATE FUNCTION ora.new_trigger(schema_name text, own text, replaces boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF replaces THEN
    PERFORM ora.drop_triggers_of(schema_name, own);
  ELSIF EXISTS (
    SELECT FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
    WHERE NOT g.tgisinternal AND n.nspname = schema_name AND ora.trigger_name(g.tgname, f.proname) = own
  ) THEN
    PERFORM ora.raise(4081, format('trigger ''%s'' already exists', ora.oracle_name(own)));
  END IF;
END
$$;
