-- USER_MVIEWS: as DBA_MVIEWS, of the first schema of the search path.
CREATE VIEW ora.user_mviews AS
SELECT d.owner, d.mview_name, d.container_name, d.query, d.query_len, d.updatable, d.update_log, d.master_rollback_seg, d.master_link, d.rewrite_enabled,
  d.rewrite_capability, d.refresh_mode, d.refresh_method, d.build_mode, d.fast_refreshable, d.last_refresh_type, d.last_refresh_date, d.last_refresh_end_time,
  d.staleness, d.after_fast_refresh, d.unknown_prebuilt, d.unknown_plsql_func, d.unknown_external_table, d.unknown_consider_fresh, d.unknown_import,
  d.unknown_trusted_fd, d.compile_state, d.use_no_index, d.stale_since, d.num_pct_tables, d.num_fresh_pct_regions, d.num_stale_pct_regions, d.segment_created,
  d.evaluation_edition, d.unusable_before, d.unusable_beginning, d.default_collation, d.on_query_computation
FROM ora.dba_mviews AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_mviews TO PUBLIC;
