-- USER_PART_TABLES: as DBA_PART_TABLES, of the first schema of the search path.
CREATE VIEW ora.user_part_tables AS
SELECT d.table_name, d.partitioning_type, d.subpartitioning_type, d.partition_count, d.def_subpartition_count, d.partitioning_key_count,
  d.subpartitioning_key_count, d.status, d.def_tablespace_name, d.def_pct_free, d.def_pct_used, d.def_ini_trans, d.def_max_trans, d.def_initial_extent,
  d.def_next_extent, d.def_min_extents, d.def_max_extents, d.def_max_size, d.def_pct_increase, d.def_freelists, d.def_freelist_groups, d.def_logging,
  d.def_compression, d.def_compress_for, d.def_buffer_pool, d.def_flash_cache, d.def_cell_flash_cache, d.ref_ptn_constraint_name, d.interval, d.autolist,
  d.interval_subpartition, d.autolist_subpartition, d.is_nested, d.def_segment_creation, d.def_indexing, d.def_inmemory, d.def_inmemory_priority,
  d.def_inmemory_distribute, d.def_inmemory_compression, d.def_inmemory_duplicate, d.def_read_only, d.def_inmemory_service, d.def_inmemory_service_name
FROM ora.dba_part_tables AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_part_tables TO PUBLIC;
