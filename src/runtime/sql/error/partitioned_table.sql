-- The table that a message of PostgreSQL is about: of a partition, the table that it belongs to, which Oracle's messages name.
-- (Database Error Messages, ORA-01400, ORA-01407)
CREATE FUNCTION ora.partitioned_table(schema_name text, table_name text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT coalesce((SELECT p.relname::text
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_class AS p ON p.oid = pg_catalog.pg_partition_root(c.oid)
    WHERE n.nspname = schema_name AND c.relname = table_name AND c.relispartition), table_name)
$$;
