-- DBA_TABLES: tables, those of materialized views too, with the estimates of the last ANALYZE.
CREATE VIEW ora.dba_tables (owner, table_name, tablespace_name, cluster_name, iot_name, status, num_rows, blocks, avg_row_len, logging, partitioned, iot_type, temporary, nested, row_movement, duration, dropped, read_only, last_analyzed) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(s.spcname), NULL::text, NULL::text, 'VALID'::text,
  CASE WHEN c.reltuples >= 0 THEN c.reltuples::numeric END, c.relpages::numeric, NULL::numeric,
  CASE c.relpersistence WHEN 'p' THEN 'YES' ELSE 'NO' END, CASE c.relkind WHEN 'p' THEN 'YES' ELSE 'NO' END, NULL::text,
  CASE WHEN c.relpersistence = 't' OR g.kept IS NOT NULL THEN 'Y' ELSE 'N' END, 'NO'::text, 'DISABLED'::text,
  CASE WHEN g.kept THEN 'SYS$SESSION' WHEN NOT g.kept THEN 'SYS$TRANSACTION' END, 'NO'::text,
  CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE t.tgrelid = c.oid AND t.tgname = '__read_only') THEN 'YES' ELSE 'NO' END,
  greatest(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid))::timestamp(0)
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN LATERAL (
  SELECT t.tgname = '__gtt_preserve_rows' AS kept FROM pg_catalog.pg_trigger AS t
  WHERE t.tgrelid = c.oid AND t.tgname IN ('__gtt_preserve_rows', '__gtt_delete_rows')
) AS g ON true
WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_tables TO PUBLIC;
