-- USER_TAB_STATISTICS: as DBA_TAB_STATISTICS, of the first schema of the search path.
CREATE VIEW ora.user_tab_statistics AS
SELECT d.table_name, d.partition_name, d.object_type, d.num_rows, d.blocks, d.avg_row_len, d.last_analyzed FROM ora.dba_tab_statistics AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_statistics TO PUBLIC;
