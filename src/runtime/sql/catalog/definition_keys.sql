-- Unique indexes that stand for a UNIQUE constraint, by the note that was taken of its name.
CREATE FUNCTION ora.definition_keys() RETURNS TABLE (relation oid, index_id oid)
LANGUAGE sql STABLE
AS $$
  SELECT k.indrelid, k.indexrelid
  FROM pg_catalog.pg_index AS k JOIN pg_catalog.pg_class AS i ON i.oid = k.indexrelid
  WHERE k.indisunique AND ora.definition(k.indrelid, 'unique ' || i.relname) IS NOT NULL
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conindid = k.indexrelid AND c.contype IN ('p', 'u'))
$$;
