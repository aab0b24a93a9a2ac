-- USER_TABLES: as DBA_TABLES, of the first schema of the search path.
CREATE VIEW ora.user_tables AS
SELECT d.table_name, d.tablespace_name, d.cluster_name, d.iot_name, d.status, d.pct_free, d.pct_used, d.ini_trans, d.max_trans, d.initial_extent,
  d.next_extent, d.min_extents, d.max_extents, d.pct_increase, d.freelists, d.freelist_groups, d.logging, d.backed_up, d.num_rows, d.blocks, d.empty_blocks,
  d.avg_space, d.chain_cnt, d.avg_row_len, d.avg_space_freelist_blocks, d.num_freelist_blocks, d.degree, d.instances, d.cache, d.table_lock, d.sample_size,
  d.last_analyzed, d.partitioned, d.iot_type, d.temporary, d.secondary, d.nested, d.buffer_pool, d.flash_cache, d.cell_flash_cache, d.row_movement,
  d.global_stats, d.user_stats, d.duration, d.skip_corrupt, d.monitoring, d.cluster_owner, d.dependencies, d.compression, d.compress_for, d.dropped,
  d.read_only, d.segment_created, d.result_cache, d.clustering, d.activity_tracking, d.dml_timestamp, d.has_identity, d.container_data, d.inmemory,
  d.inmemory_priority, d.inmemory_distribute, d.inmemory_compression, d.inmemory_duplicate, d.default_collation, d.duplicated, d.sharded, d.external,
  d.cellmemory, d.containers_default, d.container_map, d.extended_data_link, d.extended_data_link_map, d.inmemory_service, d.inmemory_service_name,
  d.container_map_object, d.memoptimize_read, d.memoptimize_write, d.has_sensitive_column
FROM ora.dba_tables AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tables TO PUBLIC;
