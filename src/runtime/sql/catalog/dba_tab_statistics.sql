-- DBA_TAB_STATISTICS: the estimates of the last ANALYZE, of tables and partitions.
CREATE VIEW ora.dba_tab_statistics (owner, table_name, partition_name, object_type, num_rows, blocks, avg_row_len, last_analyzed) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(coalesce(w.relname, c.relname)), CASE WHEN w.oid IS NOT NULL THEN ora.oracle_name(ora.partition_name(w.relname, c.relname)) END,
  CASE WHEN w.oid IS NULL THEN 'TABLE' ELSE 'PARTITION' END, CASE WHEN c.reltuples >= 0 THEN c.reltuples::numeric END,
  CASE WHEN c.reltuples >= 0 THEN c.relpages::numeric END,
  (SELECT sum(a.avg_width) FROM pg_catalog.pg_stats AS a WHERE a.schemaname = n.nspname AND a.tablename = c.relname AND a.inherited = (c.relkind = 'p'))::numeric,
  greatest(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid))::timestamp(0)
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = c.oid AND c.relispartition
LEFT JOIN pg_catalog.pg_class AS w ON w.oid = h.inhparent
WHERE c.relkind IN ('r', 'p') AND NOT coalesce(w.relispartition, false) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_tab_statistics TO PUBLIC;
