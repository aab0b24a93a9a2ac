-- ALTER INDEX … RENAME TO of the index of a key: in PostgreSQL it has the name of the constraint, which stays. (SQL Language Reference, ALTER INDEX)
CREATE FUNCTION ora.note_key_index(schema_name text, old_name text, new_name text) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.note_definition(i.oid, 'index_name', new_name)
  FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS i ON i.oid = k.conindid
  WHERE k.contype IN ('p', 'u') AND i.relnamespace = schema_name::regnamespace AND ora.index_name(i.oid, i.relname) = old_name
$$;
