-- USER_TAB_COL_STATISTICS: as DBA_TAB_COL_STATISTICS, of the first schema of the search path.
CREATE VIEW ora.user_tab_col_statistics AS
SELECT d.table_name, d.column_name, d.num_distinct, d.density, d.num_nulls, d.last_analyzed, d.avg_col_len, d.histogram FROM ora.dba_tab_col_statistics AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_col_statistics TO PUBLIC;
