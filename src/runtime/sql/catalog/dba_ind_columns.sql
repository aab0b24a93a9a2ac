-- DBA_IND_COLUMNS: columns of indexes; an expression shows as the hidden column that Oracle makes of it, or as its text where that has not been noted.
CREATE VIEW ora.dba_ind_columns AS
SELECT d.index_owner, d.index_name, d.table_owner, d.table_name, d.column_name, d.column_position, d.column_length, d.char_length, d.descend,
  NULL::numeric AS collated_column_id
FROM (
  SELECT ora.owner_name(n.nspname), ora.index_name(i.oid, i.relname), ora.owner_name(n.nspname), ora.oracle_name(c.relname),
    CASE WHEN h.name IS NOT NULL THEN h.name WHEN u.attnum = 0 THEN pg_get_indexdef(x.indexrelid, u.ordinal::integer, true) ELSE ora.oracle_name(a.attname) END, u.ordinal::numeric,
    CASE WHEN h.name IS NULL THEN ora.data_length(y.value, a.atttypid, a.atttypmod) END, CASE WHEN h.name IS NULL THEN ora.char_length(y.value, a.atttypid, a.atttypmod) END, CASE WHEN x.indoption[u.ordinal - 1] & 1 = 1 THEN 'DESC' ELSE 'ASC' END
  FROM pg_catalog.pg_index AS x
  JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_class AS c ON c.oid = x.indrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = i.relnamespace
  CROSS JOIN LATERAL unnest(x.indkey::smallint[]) WITH ORDINALITY AS u(attnum, ordinal)
  LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = u.attnum AND u.attnum > 0
  CROSS JOIN LATERAL (SELECT ora.definition(x.indexrelid, 'hidden ' || u.ordinal) AS name) AS h
  LEFT JOIN ora.definitions AS y ON y.relation = a.attrelid AND y.part = 'type ' || a.attname AND (y.state = format_type(a.atttypid, a.atttypmod) OR y.state = ora.definition_state(y.relation, y.part))
  WHERE u.ordinal <= x.indnkeyatts AND NOT i.relispartition AND ora.key_beside(i.oid) IS NULL AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(index_owner, index_name, table_owner, table_name, column_name, column_position, column_length, char_length, descend);

GRANT SELECT ON ora.dba_ind_columns TO PUBLIC;
