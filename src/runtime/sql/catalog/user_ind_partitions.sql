-- USER_IND_PARTITIONS: as DBA_IND_PARTITIONS, of the first schema of the search path.
CREATE VIEW ora.user_ind_partitions AS
SELECT d.index_name, d.composite, d.partition_name, d.subpartition_count, d.high_value, d.high_value_length, d.partition_position, d.status,
  d.tablespace_name, d.pct_free, d.ini_trans, d.max_trans, d.initial_extent, d.next_extent, d.min_extent, d.max_extent, d.max_size, d.pct_increase,
  d.freelists, d.freelist_groups, d.logging, d.compression, d.blevel, d.leaf_blocks, d.distinct_keys, d.avg_leaf_blocks_per_key, d.avg_data_blocks_per_key,
  d.clustering_factor, d.num_rows, d.sample_size, d.last_analyzed, d.buffer_pool, d.flash_cache, d.cell_flash_cache, d.user_stats, d.pct_direct_access,
  d.global_stats, d.domidx_opstatus, d.parameters, d.interval, d.segment_created, d.orphaned_entries
FROM ora.dba_ind_partitions AS d
WHERE d.index_owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_ind_partitions TO PUBLIC;
