-- The name of an index in Oracle: RENAME CONSTRAINT leaves it as it was, while PostgreSQL has one name for a key and its index.
CREATE FUNCTION ora.index_name(index_id oid, name text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(ora.definition(index_id, 'index_name'), ora.oracle_name(name))
$$;
