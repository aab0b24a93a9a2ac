-- USER_TAB_COL_STATISTICS: as DBA_TAB_COL_STATISTICS, of the first schema of the search path.
CREATE VIEW ora.user_tab_col_statistics AS
SELECT d.table_name, d.column_name, d.num_distinct, d.low_value, d.high_value, d.density, d.num_nulls, d.num_buckets, d.last_analyzed, d.sample_size,
  d.global_stats, d.user_stats, d.notes, d.avg_col_len, d.histogram, d.scope
FROM ora.dba_tab_col_statistics AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_col_statistics TO PUBLIC;
