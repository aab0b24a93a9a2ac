-- ALTER TABLE … DROP and DISABLE of a key with KEEP INDEX: change does it, and the index stays under its own name, a unique one refusing rows as before;
-- that of a deferrable key is not unique in Oracle. index_name: as USING INDEX (CREATE INDEX …) calls it; NULL: as noted, else like the key.
-- (SQL Language Reference, ALTER TABLE, "drop_constraint_clause", and "constraint", "USING INDEX Clause")
CREATE FUNCTION ora.keep_index(relation regclass, constraint_name text, index_name text, change text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  own CONSTANT text := ora.own_constraint(relation, constraint_name);
  key regclass;
  may_defer boolean;
  definition text;
  title text;
BEGIN
  SELECT k.conindid, k.condeferrable INTO key, may_defer
  FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.conname = own AND k.contype IN ('p', 'u');
  key := coalesce(key, ora.constraint_index(relation, own));
  definition := pg_get_indexdef(key);
  title := coalesce(index_name, lower(ora.definition(key, 'index_name')), own);
  EXECUTE change;
  IF definition IS NOT NULL THEN
    EXECUTE format('create %s index %I', CASE WHEN may_defer THEN '' ELSE 'unique' END, title) || substring(definition FROM ' ON .*$');
    -- What enables the key again takes the place of the index.
    INSERT INTO ora.definitions (relation, part, value, state) VALUES (relation, 'kept ' || own, title, '')
    ON CONFLICT ON CONSTRAINT definitions_pkey DO UPDATE SET value = excluded.value;
  END IF;
END
$$;
