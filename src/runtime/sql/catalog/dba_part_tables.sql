-- DBA_PART_TABLES: partitioned tables.
CREATE VIEW ora.dba_part_tables (owner, table_name, partitioning_type, subpartitioning_type, partition_count, partitioning_key_count, status) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.partitioning_type(p.partstrat),
  coalesce((SELECT ora.partitioning_type(s.partstrat) FROM pg_catalog.pg_inherits AS h
    JOIN pg_catalog.pg_partitioned_table AS s ON s.partrelid = h.inhrelid WHERE h.inhparent = c.oid LIMIT 1), 'NONE'),
  (SELECT count(*) FROM pg_catalog.pg_inherits AS h WHERE h.inhparent = c.oid)::numeric, p.partnatts::numeric, 'VALID'::text
FROM pg_catalog.pg_partitioned_table AS p
JOIN pg_catalog.pg_class AS c ON c.oid = p.partrelid AND NOT c.relispartition
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_part_tables TO PUBLIC;
