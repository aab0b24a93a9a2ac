-- USER_LOBS: as DBA_LOBS, of the first schema of the search path.
CREATE VIEW ora.user_lobs AS
SELECT d.table_name, d.column_name, d.segment_name, d.tablespace_name, d.index_name, d.chunk, d.pctversion, d.retention, d.freepools, d.cache, d.logging,
  d.encrypt, d.compression, d.deduplication, d.in_row, d.format, d.partitioned, d.securefile, d.segment_created, d.retention_type, d.retention_value
FROM ora.dba_lobs AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_lobs TO PUBLIC;
