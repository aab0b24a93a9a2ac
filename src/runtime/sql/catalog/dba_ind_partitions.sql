-- DBA_IND_PARTITIONS: the parts of LOCAL indexes on partitioned tables, which bear the names of the tables' partitions.
CREATE VIEW ora.dba_ind_partitions AS
SELECT d.index_owner, d.index_name, d.composite, d.partition_name, d.subpartition_count, NULL::text AS high_value, NULL::numeric AS high_value_length,
  d.partition_position, d.status, d.tablespace_name, NULL::numeric AS pct_free, NULL::numeric AS ini_trans, NULL::numeric AS max_trans,
  NULL::numeric AS initial_extent, NULL::numeric AS next_extent, NULL::numeric AS min_extent, NULL::numeric AS max_extent, NULL::numeric AS max_size,
  NULL::numeric AS pct_increase, NULL::numeric AS freelists, NULL::numeric AS freelist_groups, NULL::text AS logging, NULL::text AS compression,
  NULL::numeric AS blevel, NULL::numeric AS leaf_blocks, NULL::numeric AS distinct_keys, NULL::numeric AS avg_leaf_blocks_per_key,
  NULL::numeric AS avg_data_blocks_per_key, NULL::numeric AS clustering_factor, d.num_rows, NULL::numeric AS sample_size, NULL::timestamp(0) AS last_analyzed,
  NULL::text AS buffer_pool, NULL::text AS flash_cache, NULL::text AS cell_flash_cache, NULL::text AS user_stats, NULL::numeric AS pct_direct_access,
  NULL::text AS global_stats, NULL::text AS domidx_opstatus, NULL::text AS parameters, NULL::text AS interval, NULL::text AS segment_created,
  NULL::text AS orphaned_entries
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(w.relname), CASE i.relkind WHEN 'I' THEN 'YES' ELSE 'NO' END, t.partition_name,
    (SELECT count(*) FROM pg_catalog.pg_inherits AS s WHERE s.inhparent = i.oid)::numeric, t.partition_position,
    CASE WHEN x.indisvalid THEN 'USABLE' ELSE 'UNUSABLE' END, coalesce(ora.oracle_name(s.spcname), 'USERS'), CASE WHEN i.reltuples >= 0 THEN i.reltuples::numeric END
  FROM pg_catalog.pg_inherits AS h
  JOIN pg_catalog.pg_class AS w ON w.oid = h.inhparent AND w.relkind = 'I' AND NOT w.relispartition
  JOIN pg_catalog.pg_class AS i ON i.oid = h.inhrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = w.relnamespace
  JOIN pg_catalog.pg_index AS x ON x.indexrelid = i.oid
  JOIN pg_catalog.pg_class AS p ON p.oid = x.indrelid
  JOIN pg_catalog.pg_inherits AS ph ON ph.inhrelid = p.oid
  JOIN pg_catalog.pg_class AS c ON c.oid = ph.inhparent
  JOIN ora.dba_tab_partitions AS t ON t.table_owner = ora.owner_name(n.nspname) AND t.table_name = ora.oracle_name(c.relname)
    AND t.partition_name = ora.oracle_name(ora.partition_name(c.relname, p.relname))
  LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = i.reltablespace
  WHERE ora.definition(c.oid, 'local ' || w.relname) IS NOT NULL AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(index_owner, index_name, composite, partition_name, subpartition_count, partition_position, status, tablespace_name, num_rows);

GRANT SELECT ON ora.dba_ind_partitions TO PUBLIC;
