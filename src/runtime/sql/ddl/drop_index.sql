-- DROP INDEX in a program. The index of a key may have another name here, once its constraint was renamed. (Database Error Messages, ORA-01418, ORA-02429)
CREATE FUNCTION ora.drop_index(name text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.own_index(name) IS NULL AND EXISTS (SELECT FROM ora.definitions AS d JOIN pg_catalog.pg_class AS c ON c.oid = d.relation
    WHERE d.part LIKE 'index_name of %' AND ora.is_same_state(d.state, ora.definition_state(d.relation, d.part)) AND format('%I.%I', c.relnamespace::regnamespace, lower(d.value)) = drop_index.name)
  THEN
    PERFORM ora.raise(2429);
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_constraint AS k ON k.conindid = c.oid
    WHERE c.oid = ora.own_index(name) AND k.conname = c.relname AND format('%I.%I', c.relnamespace::regnamespace, c.relname) = drop_index.name
      AND lower(ora.index_name(c.oid, c.relname::text)) <> lower(ora.oracle_name(c.relname)))
  THEN
    PERFORM ora.raise(1418);
  END IF;
  EXECUTE format('drop index %s', ora.index_named(name));
EXCEPTION WHEN dependent_objects_still_exist THEN
  PERFORM ora.raise(2429);
END
$$;
