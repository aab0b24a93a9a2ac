-- DBA_LOBS: the columns of tables that are LOBs. PostgreSQL stores them with their table or beside it, in no segment that has a name.
CREATE VIEW ora.dba_lobs AS
SELECT c.owner, c.table_name, c.column_name, NULL::text AS segment_name, t.tablespace_name, NULL::text AS index_name, NULL::numeric AS chunk,
  NULL::numeric AS pctversion, NULL::numeric AS retention, NULL::numeric AS freepools, NULL::text AS cache, t.logging, NULL::text AS encrypt,
  NULL::text AS compression, NULL::text AS deduplication, NULL::text AS in_row, NULL::text AS format, t.partitioned, NULL::text AS securefile,
  NULL::text AS segment_created, NULL::text AS retention_type, NULL::numeric AS retention_value
FROM ora.dba_tab_cols AS c JOIN ora.dba_tables AS t ON t.owner = c.owner AND t.table_name = c.table_name
WHERE c.data_type IN ('CLOB', 'BLOB', 'NCLOB');

GRANT SELECT ON ora.dba_lobs TO PUBLIC;
