-- DBA_TAB_PARTITIONS: partitions, ranges in order, others in that of their creation.
CREATE VIEW ora.dba_tab_partitions (table_owner, table_name, composite, partition_name, subpartition_count, high_value, partition_position, tablespace_name, num_rows) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), CASE p.relkind WHEN 'p' THEN 'YES' ELSE 'NO' END, ora.oracle_name(ora.partition_name(c.relname, p.relname)),
  (SELECT count(*) FROM pg_catalog.pg_inherits AS s WHERE s.inhparent = p.oid)::numeric, ora.partition_high_value(pg_get_expr(p.relpartbound, p.oid), k.partstrat::text, a.atttypid),
  row_number() OVER (PARTITION BY c.oid ORDER BY pg_get_expr(p.relpartbound, p.oid) = 'DEFAULT',
    CASE WHEN k.partstrat = 'r' AND a.atttypid = 'numeric'::regtype THEN substring(pg_get_expr(p.relpartbound, p.oid) FROM ' TO \(''?(-?[0-9.]+)')::numeric END,
    CASE WHEN k.partstrat = 'r' AND a.atttypid = 'timestamp'::regtype THEN substring(pg_get_expr(p.relpartbound, p.oid) FROM ' TO \(''([^'']+)')::timestamp END,
    CASE WHEN k.partstrat = 'r' THEN substring(pg_get_expr(p.relpartbound, p.oid) FROM ' TO \((.*)\)$') END, p.oid)::numeric, ora.oracle_name(ts.spcname), CASE WHEN p.reltuples >= 0 THEN p.reltuples::numeric END
FROM pg_catalog.pg_inherits AS h
JOIN pg_catalog.pg_class AS c ON c.oid = h.inhparent AND c.relkind = 'p' AND NOT c.relispartition
JOIN pg_catalog.pg_class AS p ON p.oid = h.inhrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_partitioned_table AS k ON k.partrelid = c.oid
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.partattrs[0]
LEFT JOIN pg_catalog.pg_tablespace AS ts ON ts.oid = p.reltablespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_tab_partitions TO PUBLIC;
