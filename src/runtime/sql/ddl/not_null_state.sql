-- ENABLE and DISABLE of a NOT NULL constraint in a program; enable is NULL where it is dropped. A disabled one is kept for what lists it.
-- (SQL Language Reference, ALTER TABLE, "enable_disable_clause"; Database Error Messages, ORA-02296)
CREATE FUNCTION ora.not_null_state(relation regclass, column_name text, constraint_name text, enable boolean) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  own CONSTANT text := ora.own_name(constraint_name);
  violated boolean := false;
BEGIN
  IF enable THEN
    EXECUTE format('select exists (select from %s where %I is null)', relation, column_name) INTO violated;
  END IF;
  IF violated THEN
    PERFORM ora.raise(2296, format('cannot enable (%s.%s) - null values found',
      (SELECT ora.owner_name(n.nspname) FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = relation),
      ora.oracle_name(own)));
  END IF;
  DELETE FROM ora.disabled_constraints AS d WHERE d.relation = not_null_state.relation AND d.name = own;
  IF enable IS NULL THEN
    RETURN;
  END IF;
  EXECUTE format('alter table %s alter column %I %s not null', relation, column_name, CASE WHEN enable THEN 'set' ELSE 'drop' END);
  IF enable THEN
    PERFORM ora.note_definition(relation, 'notnull ' || column_name, ora.oracle_name(own));
  ELSE
    INSERT INTO ora.disabled_constraints (relation, name, definition) VALUES (relation, own, format('not null %I', column_name));
  END IF;
END
$$;
