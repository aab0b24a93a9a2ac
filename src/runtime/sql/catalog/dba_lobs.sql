-- DBA_LOBS: the columns of tables that are LOBs. PostgreSQL stores them with their table or beside it, in no segment that has a name.
CREATE VIEW ora.dba_lobs AS
SELECT c.owner, c.table_name, c.column_name, NULL::text AS segment_name, t.tablespace_name, NULL::text AS index_name, NULL::numeric AS chunk,
  NULL::numeric AS pctversion, NULL::numeric AS retention, NULL::numeric AS freepools, NULL::text AS cache, t.logging, NULL::text AS encrypt,
  NULL::text AS compression, NULL::text AS deduplication, NULL::text AS in_row, NULL::text AS format, t.partitioned, NULL::text AS securefile,
  NULL::text AS segment_created, NULL::text AS retention_type, NULL::numeric AS retention_value
FROM ora.dba_tab_cols AS c LEFT JOIN ora.dba_tables AS t ON t.owner = c.owner AND t.table_name = c.table_name
WHERE c.data_type IN ('CLOB', 'BLOB', 'NCLOB')
  -- Tables of objects are not among the others.
  AND (t.table_name IS NOT NULL OR EXISTS (SELECT FROM ora.definitions AS d JOIN pg_catalog.pg_class AS k ON k.oid = d.relation JOIN pg_catalog.pg_namespace AS n ON n.oid = k.relnamespace
    WHERE d.part = 'objects' AND ora.oracle_name(k.relname) = c.table_name AND ora.owner_name(n.nspname) = c.owner));

GRANT SELECT ON ora.dba_lobs TO PUBLIC;
