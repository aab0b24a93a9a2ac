-- DBA_IND_EXPRESSIONS: expressions of indexes, in PostgreSQL's words where Oracle's have not been noted. A column in descending order is one.
CREATE VIEW ora.dba_ind_expressions (index_owner, index_name, table_owner, table_name, column_expression, column_position) AS
SELECT ora.owner_name(n.nspname), ora.index_name(i.oid, i.relname), ora.owner_name(n.nspname), ora.oracle_name(c.relname),
  coalesce(nullif(ora.definition(x.indexrelid, 'expression ' || u.ordinal), ''), CASE u.attnum WHEN 0 THEN pg_get_indexdef(x.indexrelid, u.ordinal::integer, true) ELSE '"' || ora.oracle_name(a.attname) || '"' END), u.ordinal::numeric
FROM pg_catalog.pg_index AS x
JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
JOIN pg_catalog.pg_class AS c ON c.oid = x.indrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = i.relnamespace
CROSS JOIN LATERAL unnest(x.indkey::smallint[]) WITH ORDINALITY AS u(attnum, ordinal)
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = u.attnum AND u.attnum > 0
WHERE (u.attnum = 0 OR x.indoption[u.ordinal - 1] & 1 = 1) AND u.ordinal <= x.indnkeyatts AND NOT i.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_ind_expressions TO PUBLIC;
