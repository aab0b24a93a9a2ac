-- USER_INDEXES: as DBA_INDEXES, of the first schema of the search path.
CREATE VIEW ora.user_indexes AS
SELECT d.index_name, d.index_type, d.table_owner, d.table_name, d.table_type, d.uniqueness, d.compression, d.tablespace_name, d.status, d.num_rows, d.distinct_keys, d.partitioned, d.temporary, d.generated, d.visibility, d.funcidx_status, d.last_analyzed FROM ora.dba_indexes AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_indexes TO PUBLIC;
