-- Keeps the name that the index of a key had before its constraint was renamed; what was noted of the constraint and its index follows its name.
CREATE FUNCTION ora.note_index_name(relation regclass, constraint_name text, old_name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  own CONSTANT text := CASE WHEN old_name = upper(old_name) THEN lower(old_name) ELSE old_name END;
  key regclass;
BEGIN
  UPDATE ora.definitions AS d SET part = noted.what || ' ' || constraint_name
  FROM unnest(ARRAY['check', 'unique', 'novalidate']) AS noted (what)
  WHERE d.relation = note_index_name.relation AND d.part = noted.what || ' ' || own;
  FOR key IN SELECT k.conindid FROM pg_catalog.pg_constraint AS k
    WHERE k.conrelid = relation AND k.conname = constraint_name AND k.contype IN ('p', 'u')
    UNION ALL SELECT c.id FROM ora.constraint_index(relation, constraint_name) AS c(id) WHERE c.id IS NOT NULL
  LOOP
    PERFORM ora.index_renamed(key, own);
    IF ora.definition(key, 'index_name') IS NULL THEN
      PERFORM ora.note_definition(key, 'index_name', old_name);
    END IF;
  END LOOP;
END
$$;
