-- DBA_INDEXES: indexes.
CREATE VIEW ora.dba_indexes AS
SELECT d.owner, d.index_name, d.index_type, d.table_owner, d.table_name, d.table_type, d.uniqueness, d.compression, NULL::numeric AS prefix_length,
  d.tablespace_name, NULL::numeric AS ini_trans, NULL::numeric AS max_trans, NULL::numeric AS initial_extent, NULL::numeric AS next_extent,
  NULL::numeric AS min_extents, NULL::numeric AS max_extents, NULL::numeric AS pct_increase, NULL::numeric AS pct_threshold, NULL::numeric AS include_column,
  NULL::numeric AS freelists, NULL::numeric AS freelist_groups, NULL::numeric AS pct_free, NULL::text AS logging, NULL::numeric AS blevel,
  NULL::numeric AS leaf_blocks, d.distinct_keys, NULL::numeric AS avg_leaf_blocks_per_key, NULL::numeric AS avg_data_blocks_per_key,
  NULL::numeric AS clustering_factor, d.status, d.num_rows, NULL::numeric AS sample_size, d.last_analyzed, NULL::text AS degree, NULL::text AS instances,
  d.partitioned, d.temporary, d.generated, 'N'::text AS secondary, NULL::text AS buffer_pool, NULL::text AS flash_cache, NULL::text AS cell_flash_cache,
  'NO'::text AS user_stats, NULL::text AS duration, NULL::numeric AS pct_direct_access, NULL::text AS ityp_owner, NULL::text AS ityp_name,
  NULL::text AS parameters, NULL::text AS global_stats, NULL::text AS domidx_status, NULL::text AS domidx_opstatus, d.funcidx_status,
  'NO'::text AS join_index, 'NO'::text AS iot_redundant_pkey_elim, 'NO'::text AS dropped, d.visibility, NULL::text AS domidx_management,
  NULL::text AS segment_created, 'NO'::text AS orphaned_entries, 'FULL'::text AS indexing
FROM (
  SELECT ora.owner_name(n.nspname), ora.index_name(i.oid, i.relname), CASE WHEN k.name IS NOT NULL AND x.indexprs IS NOT NULL THEN 'FUNCTION-BASED ' || k.name WHEN k.name IS NOT NULL THEN k.name WHEN x.indexprs IS NOT NULL OR EXISTS (SELECT FROM unnest(x.indoption::smallint[]) AS o(bits) WHERE o.bits & 1 = 1) THEN 'FUNCTION-BASED NORMAL' ELSE 'NORMAL' END, ora.owner_name(n.nspname), ora.oracle_name(c.relname), 'TABLE'::text,
    CASE WHEN x.indisunique AND (x.indimmediate OR ora.is_shifted_key(x.indrelid, x.indkey::smallint[])) THEN 'UNIQUE' ELSE 'NONUNIQUE' END, 'DISABLED'::text, ora.oracle_name(s.spcname), CASE WHEN l.partitioned = 'YES' THEN 'N/A' WHEN x.indisvalid THEN 'VALID' ELSE 'UNUSABLE' END,
    CASE WHEN i.reltuples >= 0 THEN i.reltuples::numeric END, NULL::numeric, l.partitioned,
    CASE WHEN i.relpersistence = 't' OR ora.is_temporary_table(c.oid) THEN 'Y' ELSE 'N' END,
    -- As in ora.dba_constraints.
    CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_constraint AS g WHERE g.conindid = i.oid AND g.contype IN ('p', 'u') AND ora.is_unnamed_constraint(g.oid)) THEN 'Y' ELSE 'N' END, coalesce(ora.definition(i.oid, 'visibility'), 'VISIBLE'), CASE WHEN x.indexprs IS NOT NULL THEN 'ENABLED' END, NULL::timestamp(0)
  FROM pg_catalog.pg_index AS x
  JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_class AS c ON c.oid = x.indrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = i.relnamespace
  LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = i.reltablespace
  CROSS JOIN LATERAL (SELECT ora.definition(i.oid, 'index_type') AS name) AS k
  -- One that is not LOCAL is one index in Oracle.
  CROSS JOIN LATERAL (SELECT CASE WHEN i.relkind = 'I' AND ora.definition(x.indrelid, 'local ' || i.relname) IS NOT NULL THEN 'YES' ELSE 'NO' END AS partitioned) AS l
  WHERE NOT i.relispartition AND ora.key_beside(i.oid) IS NULL AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, index_name, index_type, table_owner, table_name, table_type, uniqueness, compression, tablespace_name, status, num_rows, distinct_keys, partitioned, temporary, generated, visibility, funcidx_status, last_analyzed);

GRANT SELECT ON ora.dba_indexes TO PUBLIC;
