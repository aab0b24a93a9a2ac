-- USER_TAB_PARTITIONS: as DBA_TAB_PARTITIONS, of the first schema of the search path.
CREATE VIEW ora.user_tab_partitions AS
SELECT d.table_name, d.composite, d.partition_name, d.subpartition_count, d.high_value, d.high_value_length, d.partition_position, d.tablespace_name,
  d.pct_free, d.pct_used, d.ini_trans, d.max_trans, d.initial_extent, d.next_extent, d.min_extent, d.max_extent, d.max_size, d.pct_increase, d.freelists,
  d.freelist_groups, d.logging, d.compression, d.compress_for, d.num_rows, d.blocks, d.empty_blocks, d.avg_space, d.chain_cnt, d.avg_row_len, d.sample_size,
  d.last_analyzed, d.buffer_pool, d.flash_cache, d.cell_flash_cache, d.global_stats, d.user_stats, d.is_nested, d.parent_table_partition, d.interval,
  d.segment_created, d.indexing, d.read_only, d.inmemory, d.inmemory_priority, d.inmemory_distribute, d.inmemory_compression, d.inmemory_duplicate,
  d.cellmemory, d.inmemory_service, d.inmemory_service_name, d.memoptimize_read, d.memoptimize_write
FROM ora.dba_tab_partitions AS d
WHERE d.table_owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_partitions TO PUBLIC;
