-- The name of an index in Oracle: RENAME CONSTRAINT leaves it as it was, while PostgreSQL has one name for a key and its index. That of a key without a name is made up.
CREATE FUNCTION ora.index_name(index_id oid, name text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(ora.definition(index_id, 'index_name'),
    (SELECT ora.constraint_title(k.oid) FROM pg_catalog.pg_constraint AS k WHERE k.conindid = index_id AND k.contype IN ('p', 'u')), ora.oracle_name(name))
$$;
