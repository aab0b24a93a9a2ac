-- USER_TAB_STATISTICS: as DBA_TAB_STATISTICS, of the first schema of the search path.
CREATE VIEW ora.user_tab_statistics AS
SELECT d.table_name, d.partition_name, d.partition_position, d.subpartition_name, d.subpartition_position, d.object_type, d.num_rows, d.blocks,
  d.empty_blocks, d.avg_space, d.chain_cnt, d.avg_row_len, d.avg_space_freelist_blocks, d.num_freelist_blocks, d.avg_cached_blocks, d.avg_cache_hit_ratio,
  d.im_imcu_count, d.im_block_count, d.im_stat_update_time, d.scan_rate, d.sample_size, d.last_analyzed, d.global_stats, d.user_stats, d.stattype_locked,
  d.stale_stats, d.scope
FROM ora.dba_tab_statistics AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_statistics TO PUBLIC;
