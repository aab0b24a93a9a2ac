-- The unique index by which PostgreSQL keeps a UNIQUE constraint over columns that may all be NULL; NULL where the constraint is one.
CREATE FUNCTION ora.constraint_index(relation regclass, name text) RETURNS regclass
LANGUAGE sql STABLE
AS $$
  SELECT i.indexrelid::regclass
  FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
  WHERE i.indrelid = relation AND i.indisunique AND c.relname = name
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.conname = name)
$$;
