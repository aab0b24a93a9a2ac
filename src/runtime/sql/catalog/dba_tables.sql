-- DBA_TABLES: tables, those of materialized views too, not those of objects (noted as such), with the estimates of the last ANALYZE.
CREATE VIEW ora.dba_tables AS
SELECT d.owner, d.table_name, d.tablespace_name, d.cluster_name, d.iot_name, d.status, NULL::numeric AS pct_free, NULL::numeric AS pct_used,
  NULL::numeric AS ini_trans, NULL::numeric AS max_trans, NULL::numeric AS initial_extent, NULL::numeric AS next_extent, NULL::numeric AS min_extents,
  NULL::numeric AS max_extents, NULL::numeric AS pct_increase, NULL::numeric AS freelists, NULL::numeric AS freelist_groups, d.logging,
  'N'::text AS backed_up, d.num_rows, d.blocks, NULL::numeric AS empty_blocks, NULL::numeric AS avg_space, NULL::numeric AS chain_cnt, d.avg_row_len,
  NULL::numeric AS avg_space_freelist_blocks, NULL::numeric AS num_freelist_blocks, NULL::text AS degree, NULL::text AS instances, '    N'::text AS cache,
  'ENABLED'::text AS table_lock, NULL::numeric AS sample_size, d.last_analyzed, d.partitioned, d.iot_type, d.temporary, 'N'::text AS secondary, d.nested,
  NULL::text AS buffer_pool, NULL::text AS flash_cache, NULL::text AS cell_flash_cache, d.row_movement, NULL::text AS global_stats, 'NO'::text AS user_stats,
  d.duration, 'DISABLED'::text AS skip_corrupt, CASE d.temporary WHEN 'N' THEN 'YES' ELSE 'NO' END AS monitoring, NULL::text AS cluster_owner,
  'DISABLED'::text AS dependencies, NULL::text AS compression, NULL::text AS compress_for, d.dropped, d.read_only, NULL::text AS segment_created,
  'DEFAULT'::text AS result_cache, 'NO'::text AS clustering, NULL::text AS activity_tracking, NULL::text AS dml_timestamp,
  CASE WHEN d.identity THEN 'YES' ELSE 'NO' END AS has_identity, 'NO'::text AS container_data, 'DISABLED'::text AS inmemory, NULL::text AS inmemory_priority,
  NULL::text AS inmemory_distribute, NULL::text AS inmemory_compression, NULL::text AS inmemory_duplicate, 'USING_NLS_COMP'::text AS default_collation,
  'N'::text AS duplicated, 'N'::text AS sharded, 'NO'::text AS external, NULL::text AS cellmemory, 'NO'::text AS containers_default,
  'NO'::text AS container_map, 'NO'::text AS extended_data_link, 'NO'::text AS extended_data_link_map, NULL::text AS inmemory_service,
  NULL::text AS inmemory_service_name, 'NO'::text AS container_map_object, 'DISABLED'::text AS memoptimize_read, 'DISABLED'::text AS memoptimize_write,
  'NO'::text AS has_sensitive_column
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(s.spcname), NULL::text, NULL::text, 'VALID'::text,
    CASE WHEN c.reltuples >= 0 THEN c.reltuples::numeric END, c.relpages::numeric, NULL::numeric,
    CASE WHEN c.relkind <> 'p' THEN CASE WHEN c.relpersistence = 'p' AND g.kept IS NULL THEN 'YES' ELSE 'NO' END END, CASE c.relkind WHEN 'p' THEN 'YES' ELSE 'NO' END, NULL::text,
    CASE WHEN c.relpersistence = 't' OR g.kept IS NOT NULL THEN 'Y' ELSE 'N' END, 'NO'::text, 'DISABLED'::text,
    CASE WHEN g.kept THEN 'SYS$SESSION' WHEN NOT g.kept THEN 'SYS$TRANSACTION' END, 'NO'::text,
    CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE t.tgrelid = c.oid AND t.tgname = '__read_only') THEN 'YES' ELSE 'NO' END,
    greatest(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid))::timestamp(0),
    EXISTS (SELECT FROM pg_catalog.pg_depend AS e JOIN pg_catalog.pg_class AS q ON q.oid = e.objid AND q.relkind = 'S'
      WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.refclassid = 'pg_catalog.pg_class'::regclass AND e.refobjid = c.oid
        AND e.refobjsubid > 0 AND e.deptype IN ('a', 'i'))
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
  LEFT JOIN LATERAL (
    SELECT t.tgname = '__gtt_preserve_rows' AS kept FROM pg_catalog.pg_trigger AS t
    WHERE t.tgrelid = c.oid AND t.tgname IN ('__gtt_preserve_rows', '__gtt_delete_rows')
  ) AS g ON true
  WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND NOT ora.is_of_extension('pg_catalog.pg_class'::regclass, c.oid) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
    AND ora.definition(c.oid, 'objects') IS NULL
) AS d(owner, table_name, tablespace_name, cluster_name, iot_name, status, num_rows, blocks, avg_row_len, logging, partitioned, iot_type, temporary, nested, row_movement, duration, dropped, read_only, last_analyzed, identity);

GRANT SELECT ON ora.dba_tables TO PUBLIC;
