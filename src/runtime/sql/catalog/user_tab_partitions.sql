-- USER_TAB_PARTITIONS: as DBA_TAB_PARTITIONS, of the first schema of the search path.
CREATE VIEW ora.user_tab_partitions AS
SELECT d.table_name, d.composite, d.partition_name, d.subpartition_count, d.high_value, d.partition_position, d.tablespace_name, d.num_rows FROM ora.dba_tab_partitions AS d
WHERE d.table_owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_partitions TO PUBLIC;
