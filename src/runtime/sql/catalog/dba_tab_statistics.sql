-- DBA_TAB_STATISTICS: the estimates of the last ANALYZE, of tables and partitions.
CREATE VIEW ora.dba_tab_statistics AS
SELECT d.owner, d.table_name, d.partition_name, NULL::numeric AS partition_position, NULL::text AS subpartition_name, NULL::numeric AS subpartition_position,
  d.object_type, d.num_rows, d.blocks, NULL::numeric AS empty_blocks, NULL::numeric AS avg_space, NULL::numeric AS chain_cnt, d.avg_row_len,
  NULL::numeric AS avg_space_freelist_blocks, NULL::numeric AS num_freelist_blocks, NULL::numeric AS avg_cached_blocks, NULL::numeric AS avg_cache_hit_ratio,
  NULL::numeric AS im_imcu_count, NULL::numeric AS im_block_count, NULL::timestamp(0) AS im_stat_update_time, NULL::numeric AS scan_rate,
  NULL::numeric AS sample_size, d.last_analyzed, NULL::text AS global_stats, 'NO'::text AS user_stats, NULL::text AS stattype_locked,
  NULL::text AS stale_stats, 'SHARED'::text AS scope
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(coalesce(w.relname, c.relname)), CASE WHEN w.oid IS NOT NULL THEN ora.oracle_name(ora.partition_name(w.relname, c.relname)) END,
    CASE WHEN w.oid IS NULL THEN 'TABLE' ELSE 'PARTITION' END, CASE WHEN c.reltuples >= 0 THEN c.reltuples::numeric END,
    CASE WHEN c.reltuples >= 0 THEN c.relpages::numeric END,
    (SELECT sum(a.avg_width) FROM pg_catalog.pg_stats AS a WHERE a.schemaname = n.nspname AND a.tablename = c.relname AND a.inherited = (c.relkind = 'p'))::numeric,
    greatest(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid))::timestamp(0)
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = c.oid AND c.relispartition
  LEFT JOIN pg_catalog.pg_class AS w ON w.oid = h.inhparent
  WHERE c.relkind IN ('r', 'p') AND NOT coalesce(w.relispartition, false) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, table_name, partition_name, object_type, num_rows, blocks, avg_row_len, last_analyzed);

GRANT SELECT ON ora.dba_tab_statistics TO PUBLIC;
