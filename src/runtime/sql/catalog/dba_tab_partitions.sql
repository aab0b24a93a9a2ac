-- DBA_TAB_PARTITIONS: partitions.
CREATE VIEW ora.dba_tab_partitions (table_owner, table_name, composite, partition_name, subpartition_count, high_value, partition_position, tablespace_name, num_rows) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), CASE p.relkind WHEN 'p' THEN 'YES' ELSE 'NO' END, ora.oracle_name(p.relname),
  (SELECT count(*) FROM pg_catalog.pg_inherits AS s WHERE s.inhparent = p.oid)::numeric, pg_get_expr(p.relpartbound, p.oid),
  row_number() OVER (PARTITION BY c.oid ORDER BY p.oid)::numeric, ora.oracle_name(ts.spcname), CASE WHEN p.reltuples >= 0 THEN p.reltuples::numeric END
FROM pg_catalog.pg_inherits AS h
JOIN pg_catalog.pg_class AS c ON c.oid = h.inhparent AND c.relkind = 'p' AND NOT c.relispartition
JOIN pg_catalog.pg_class AS p ON p.oid = h.inhrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_tablespace AS ts ON ts.oid = p.reltablespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_tab_partitions TO PUBLIC;
