-- Keeps the name that the index of a key had before its constraint was renamed; what was noted of the constraint follows its name.
CREATE FUNCTION ora.note_index_name(relation regclass, constraint_name text, old_name text) RETURNS void
LANGUAGE sql
AS $$
  UPDATE ora.definitions AS d SET part = noted.what || ' ' || constraint_name
  FROM unnest(ARRAY['check', 'unique', 'novalidate']) AS noted (what)
  WHERE d.relation = note_index_name.relation AND d.part = noted.what || ' ' || CASE WHEN old_name = upper(old_name) THEN lower(old_name) ELSE old_name END;
  INSERT INTO ora.definitions (relation, part, value, state)
  SELECT key.index, 'index_name', old_name, ''
  FROM (SELECT k.conindid AS index FROM pg_catalog.pg_constraint AS k
    WHERE k.conrelid = note_index_name.relation AND k.conname = constraint_name AND k.contype IN ('p', 'u')
    UNION ALL SELECT ora.constraint_index(note_index_name.relation, constraint_name)) AS key
  WHERE key.index IS NOT NULL
  ON CONFLICT ON CONSTRAINT definitions_pkey DO NOTHING
$$;
