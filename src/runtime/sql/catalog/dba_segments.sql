-- DBA_SEGMENTS: what takes room on disk. The sizes are PostgreSQL's; what a table stores out of line counts as the table's.
CREATE VIEW ora.dba_segments (owner, segment_name, partition_name, segment_type, tablespace_name, bytes, blocks, extents) AS
SELECT ora.owner_name(n.nspname), CASE WHEN c.relkind = 'i' THEN ora.index_name(coalesce(w.oid, c.oid), coalesce(w.relname, c.relname)) ELSE ora.oracle_name(coalesce(w.relname, c.relname)) END, CASE WHEN w.oid IS NOT NULL THEN ora.oracle_name(ora.partition_name(tw.relname, t.relname)) END,
  CASE WHEN c.relkind = 'i' THEN 'INDEX' ELSE 'TABLE' END || CASE WHEN w.oid IS NULL THEN '' WHEN h.inhparent = w.oid THEN ' PARTITION' ELSE ' SUBPARTITION' END,
  coalesce(ora.oracle_name(s.spcname), 'USERS'), z.bytes, trunc(z.bytes / current_setting('block_size')::numeric), 1::numeric
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = c.oid AND c.relispartition
LEFT JOIN pg_catalog.pg_class AS w ON w.oid = coalesce((SELECT p.inhparent FROM pg_catalog.pg_inherits AS p WHERE p.inhrelid = h.inhparent), h.inhparent)
LEFT JOIN pg_catalog.pg_index AS x ON x.indexrelid = c.oid
LEFT JOIN pg_catalog.pg_class AS t ON t.oid = coalesce(x.indrelid, c.oid)
LEFT JOIN pg_catalog.pg_index AS wx ON wx.indexrelid = w.oid
LEFT JOIN pg_catalog.pg_class AS tw ON tw.oid = coalesce(wx.indrelid, w.oid)
CROSS JOIN LATERAL (SELECT (CASE WHEN c.relkind = 'i' THEN pg_relation_size(c.oid) ELSE pg_table_size(c.oid) END)::numeric AS bytes) AS z
WHERE c.relkind IN ('r', 'i', 'm') AND c.relpersistence <> 't' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
  AND (c.relkind <> 'i' OR ora.key_beside(c.oid) IS NULL);

GRANT SELECT ON ora.dba_segments TO PUBLIC;
