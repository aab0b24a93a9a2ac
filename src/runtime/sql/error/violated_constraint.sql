-- The constraint or unique index of Oracle that a message of PostgreSQL is about. Those of partitions have names of their own in PostgreSQL, where
-- Oracle has one; and a unique key whose columns may all be NULL has an index beside the constraint that foreign keys refer to.
-- (Database Error Messages, ORA-00001, ORA-02291, ORA-02292)
CREATE FUNCTION ora.violated_constraint(schema_name text, table_name text, constraint_name text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  WITH RECURSIVE above AS (
    SELECT k.conname, k.conparentid
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid
    WHERE n.nspname = schema_name AND c.relname = table_name AND k.conname = constraint_name
    UNION ALL
    SELECT k.conname, k.conparentid FROM above AS a JOIN pg_catalog.pg_constraint AS k ON k.oid = a.conparentid
  ), index AS (
    SELECT CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid)::oid ELSE c.oid END AS oid
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = schema_name AND c.relname = constraint_name AND c.relkind = 'i'
  )
  SELECT coalesce(
    (SELECT a.conname::text FROM above AS a WHERE a.conparentid = 0),
    (SELECT k.conname::text FROM index AS x JOIN pg_catalog.pg_constraint AS k ON k.oid = ora.key_beside(x.oid)),
    (SELECT c.relname::text FROM index AS x JOIN pg_catalog.pg_class AS c ON c.oid = x.oid),
    constraint_name)
$$;
