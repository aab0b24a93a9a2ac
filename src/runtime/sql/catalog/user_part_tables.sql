-- USER_PART_TABLES: as DBA_PART_TABLES, of the first schema of the search path.
CREATE VIEW ora.user_part_tables AS
SELECT d.table_name, d.partitioning_type, d.subpartitioning_type, d.partition_count, d.partitioning_key_count, d.status FROM ora.dba_part_tables AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_part_tables TO PUBLIC;
