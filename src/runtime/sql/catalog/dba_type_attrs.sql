-- DBA_TYPE_ATTRS: attributes of object types.
CREATE VIEW ora.dba_type_attrs (owner, type_name, attr_name, attr_type_owner, attr_type_name, length, precision, scale, attr_no) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(a.attname), CASE WHEN t.typtype IN ('c', 'd') THEN ora.owner_name(tn.nspname) END, ora.oracle_type(a.atttypid, a.atttypmod),
  (CASE WHEN t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4 END)::numeric,
  (CASE WHEN t.typname = 'numeric' AND a.atttypmod > 4 THEN ((a.atttypmod - 4) >> 16) & 65535 END)::numeric,
  (CASE WHEN t.typname = 'numeric' AND a.atttypmod > 4 THEN (((a.atttypmod - 4) & 2047) # 1024) - 1024 END)::numeric,
  row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum)::numeric
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid AND c.relkind = 'c'
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.typnamespace
LEFT JOIN ora.definitions AS x ON x.relation = c.oid AND x.part = 'absent'
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attname <> '_type' AND NOT a.attname = ANY (string_to_array(coalesce(x.value, ''), ',')) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_type_attrs TO PUBLIC;
