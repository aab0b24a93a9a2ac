-- USER_INDEXES: as DBA_INDEXES, of the first schema of the search path.
CREATE VIEW ora.user_indexes AS
SELECT d.index_name, d.index_type, d.table_owner, d.table_name, d.table_type, d.uniqueness, d.compression, d.prefix_length, d.tablespace_name, d.ini_trans,
  d.max_trans, d.initial_extent, d.next_extent, d.min_extents, d.max_extents, d.pct_increase, d.pct_threshold, d.include_column, d.freelists,
  d.freelist_groups, d.pct_free, d.logging, d.blevel, d.leaf_blocks, d.distinct_keys, d.avg_leaf_blocks_per_key, d.avg_data_blocks_per_key,
  d.clustering_factor, d.status, d.num_rows, d.sample_size, d.last_analyzed, d.degree, d.instances, d.partitioned, d.temporary, d.generated, d.secondary,
  d.buffer_pool, d.flash_cache, d.cell_flash_cache, d.user_stats, d.duration, d.pct_direct_access, d.ityp_owner, d.ityp_name, d.parameters, d.global_stats,
  d.domidx_status, d.domidx_opstatus, d.funcidx_status, d.join_index, d.iot_redundant_pkey_elim, d.dropped, d.visibility, d.domidx_management,
  d.segment_created, d.orphaned_entries, d.indexing
FROM ora.dba_indexes AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_indexes TO PUBLIC;
