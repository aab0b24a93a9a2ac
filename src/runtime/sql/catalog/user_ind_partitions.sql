-- USER_IND_PARTITIONS: as DBA_IND_PARTITIONS, of the first schema of the search path.
CREATE VIEW ora.user_ind_partitions AS
SELECT d.index_name, d.composite, d.partition_name, d.subpartition_count, d.partition_position, d.status, d.tablespace_name, d.num_rows FROM ora.dba_ind_partitions AS d
WHERE d.index_owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_ind_partitions TO PUBLIC;
