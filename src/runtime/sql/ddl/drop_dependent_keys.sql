-- Foreign keys that refer to a constraint and are disabled, which PostgreSQL knows nothing of: DROP … CASCADE takes them with it.
CREATE FUNCTION ora.drop_dependent_keys(relation regclass, constraint_name text) RETURNS void
LANGUAGE sql
AS $$
  DELETE FROM ora.disabled_constraints AS d
  USING pg_catalog.pg_constraint AS k
  WHERE k.conrelid = drop_dependent_keys.relation AND k.conname = constraint_name AND k.contype IN ('p', 'u')
    AND d.definition ~* '^foreign key' AND ora.referenced_key(d.definition) = k.oid
$$;
