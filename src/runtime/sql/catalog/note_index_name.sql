-- Keeps the name that the index of a key had before its constraint was renamed; of other constraints nothing is kept.
CREATE FUNCTION ora.note_index_name(relation regclass, constraint_name text, old_name text) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO ora.definitions (relation, part, value, state)
  SELECT k.conindid, 'index_name', old_name, '' FROM pg_catalog.pg_constraint AS k
  WHERE k.conrelid = note_index_name.relation AND k.conname = constraint_name AND k.contype IN ('p', 'u')
  ON CONFLICT ON CONSTRAINT definitions_pkey DO NOTHING
$$;
