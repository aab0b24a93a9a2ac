-- DBA_PART_TABLES: partitioned tables.
CREATE VIEW ora.dba_part_tables AS
SELECT d.owner, d.table_name, d.partitioning_type, d.subpartitioning_type, d.partition_count, NULL::numeric AS def_subpartition_count,
  d.partitioning_key_count, NULL::numeric AS subpartitioning_key_count, d.status, NULL::text AS def_tablespace_name, NULL::numeric AS def_pct_free,
  NULL::numeric AS def_pct_used, NULL::numeric AS def_ini_trans, NULL::numeric AS def_max_trans, NULL::text AS def_initial_extent,
  NULL::text AS def_next_extent, NULL::text AS def_min_extents, NULL::text AS def_max_extents, NULL::text AS def_max_size, NULL::text AS def_pct_increase,
  NULL::numeric AS def_freelists, NULL::numeric AS def_freelist_groups, NULL::text AS def_logging, NULL::text AS def_compression,
  NULL::text AS def_compress_for, NULL::text AS def_buffer_pool, NULL::text AS def_flash_cache, NULL::text AS def_cell_flash_cache,
  NULL::text AS ref_ptn_constraint_name, NULL::text AS interval, 'NO'::text AS autolist, NULL::text AS interval_subpartition,
  'NO'::text AS autolist_subpartition, 'NO'::text AS is_nested, NULL::text AS def_segment_creation, NULL::text AS def_indexing, NULL::text AS def_inmemory,
  NULL::text AS def_inmemory_priority, NULL::text AS def_inmemory_distribute, NULL::text AS def_inmemory_compression, NULL::text AS def_inmemory_duplicate,
  NULL::text AS def_read_only, NULL::text AS def_inmemory_service, NULL::text AS def_inmemory_service_name
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.partitioning_type(p.partstrat),
    coalesce((SELECT ora.partitioning_type(s.partstrat) FROM pg_catalog.pg_inherits AS h
      JOIN pg_catalog.pg_partitioned_table AS s ON s.partrelid = h.inhrelid WHERE h.inhparent = c.oid LIMIT 1), 'NONE'),
    (SELECT count(*) FROM pg_catalog.pg_inherits AS h WHERE h.inhparent = c.oid)::numeric, p.partnatts::numeric, 'VALID'::text
  FROM pg_catalog.pg_partitioned_table AS p
  JOIN pg_catalog.pg_class AS c ON c.oid = p.partrelid AND NOT c.relispartition
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, table_name, partitioning_type, subpartitioning_type, partition_count, partitioning_key_count, status);

GRANT SELECT ON ora.dba_part_tables TO PUBLIC;
