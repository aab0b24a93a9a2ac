-- USER_TABLES: as DBA_TABLES, of the first schema of the search path.
CREATE VIEW ora.user_tables AS
SELECT d.table_name, d.tablespace_name, d.cluster_name, d.iot_name, d.status, d.num_rows, d.blocks, d.avg_row_len, d.logging, d.partitioned, d.iot_type, d.temporary, d.nested, d.row_movement, d.duration, d.dropped, d.read_only, d.last_analyzed FROM ora.dba_tables AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tables TO PUBLIC;
