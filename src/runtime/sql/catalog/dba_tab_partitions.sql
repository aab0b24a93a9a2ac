-- DBA_TAB_PARTITIONS: partitions, ranges in order, others in that of their creation.
CREATE VIEW ora.dba_tab_partitions AS
SELECT d.table_owner, d.table_name, d.composite, d.partition_name, d.subpartition_count, d.high_value, length(d.high_value)::numeric AS high_value_length,
  d.partition_position, d.tablespace_name, NULL::numeric AS pct_free, NULL::numeric AS pct_used, NULL::numeric AS ini_trans, NULL::numeric AS max_trans,
  NULL::numeric AS initial_extent, NULL::numeric AS next_extent, NULL::numeric AS min_extent, NULL::numeric AS max_extent, NULL::numeric AS max_size,
  NULL::numeric AS pct_increase, NULL::numeric AS freelists, NULL::numeric AS freelist_groups, NULL::text AS logging, NULL::text AS compression,
  NULL::text AS compress_for, d.num_rows, NULL::numeric AS blocks, NULL::numeric AS empty_blocks, NULL::numeric AS avg_space, NULL::numeric AS chain_cnt,
  NULL::numeric AS avg_row_len, NULL::numeric AS sample_size, NULL::timestamp(0) AS last_analyzed, NULL::text AS buffer_pool, NULL::text AS flash_cache,
  NULL::text AS cell_flash_cache, NULL::text AS global_stats, 'NO'::text AS user_stats, 'NO'::text AS is_nested, NULL::text AS parent_table_partition,
  NULL::text AS interval, NULL::text AS segment_created, NULL::text AS indexing, NULL::text AS read_only, NULL::text AS inmemory,
  NULL::text AS inmemory_priority, NULL::text AS inmemory_distribute, NULL::text AS inmemory_compression, NULL::text AS inmemory_duplicate,
  NULL::text AS cellmemory, NULL::text AS inmemory_service, NULL::text AS inmemory_service_name, NULL::text AS memoptimize_read,
  NULL::text AS memoptimize_write
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), CASE p.relkind WHEN 'p' THEN 'YES' ELSE 'NO' END, ora.oracle_name(ora.partition_name(c.relname, p.relname)),
    (SELECT count(*) FROM pg_catalog.pg_inherits AS s WHERE s.inhparent = p.oid)::numeric, ora.partition_high_value(pg_get_expr(p.relpartbound, p.oid), k.partstrat::text, a.atttypid),
    row_number() OVER (PARTITION BY c.oid ORDER BY pg_get_expr(p.relpartbound, p.oid) = 'DEFAULT',
      CASE WHEN k.partstrat = 'r' AND a.atttypid = 'numeric'::regtype THEN substring(pg_get_expr(p.relpartbound, p.oid) FROM ' TO \(''?(-?[0-9.]+)')::numeric END,
      CASE WHEN k.partstrat = 'r' AND a.atttypid = 'timestamp'::regtype THEN substring(pg_get_expr(p.relpartbound, p.oid) FROM ' TO \(''([^'']+)')::timestamp END,
      CASE WHEN k.partstrat = 'r' THEN substring(pg_get_expr(p.relpartbound, p.oid) FROM ' TO \((.*)\)$') END, p.oid)::numeric, ora.oracle_name(ts.spcname), CASE WHEN p.reltuples >= 0 THEN p.reltuples::numeric END
  FROM pg_catalog.pg_inherits AS h
  JOIN pg_catalog.pg_class AS c ON c.oid = h.inhparent AND c.relkind = 'p' AND NOT c.relispartition
  JOIN pg_catalog.pg_class AS p ON p.oid = h.inhrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_partitioned_table AS k ON k.partrelid = c.oid
  LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.partattrs[0]
  LEFT JOIN pg_catalog.pg_tablespace AS ts ON ts.oid = p.reltablespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(table_owner, table_name, composite, partition_name, subpartition_count, high_value, partition_position, tablespace_name, num_rows);

GRANT SELECT ON ora.dba_tab_partitions TO PUBLIC;
