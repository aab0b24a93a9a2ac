-- Keeps the name that the index of a key had before its constraint was renamed; what was noted of a check follows its name.
CREATE FUNCTION ora.note_index_name(relation regclass, constraint_name text, old_name text) RETURNS void
LANGUAGE sql
AS $$
  UPDATE ora.definitions AS d SET part = 'check ' || constraint_name
  WHERE d.relation = note_index_name.relation AND d.part = 'check ' || CASE WHEN old_name = upper(old_name) THEN lower(old_name) ELSE old_name END;
  INSERT INTO ora.definitions (relation, part, value, state)
  SELECT k.conindid, 'index_name', old_name, '' FROM pg_catalog.pg_constraint AS k
  WHERE k.conrelid = note_index_name.relation AND k.conname = constraint_name AND k.contype IN ('p', 'u')
  ON CONFLICT ON CONSTRAINT definitions_pkey DO NOTHING
$$;
