-- CREATE TRIGGER in a text: one of the name is replaced, whatever it is called and however many it is here, or is ORA-04081; ORA-04095 where it is one of
-- another table.
CREATE FUNCTION ora.new_trigger(schema_name text, own text, replaces boolean, table_name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  on_table CONSTANT oid := to_regclass(table_name);
  elsewhere boolean;
BEGIN
  SELECT bool_or(g.tgrelid <> on_table AND c.relpersistence <> 't') INTO elsewhere
  FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
  JOIN pg_catalog.pg_class AS c ON c.oid = g.tgrelid
  WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND n.nspname = schema_name AND ora.trigger_name(g.tgname, f.proname) = own;
  IF elsewhere IS NOT NULL AND NOT replaces THEN
    PERFORM ora.raise(4081, format('trigger ''%s'' already exists', ora.oracle_name(own)));
  ELSIF elsewhere THEN
    PERFORM ora.raise(4095, format('trigger ''%s'' already exists on another table, cannot replace it', ora.oracle_name(own)));
  ELSIF replaces THEN
    PERFORM ora.drop_triggers_of(schema_name, own);
  END IF;
END
$$;
