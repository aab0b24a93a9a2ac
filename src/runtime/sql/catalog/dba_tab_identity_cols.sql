-- DBA_TAB_IDENTITY_COLS: columns that a sequence of their own feeds.
CREATE VIEW ora.dba_tab_identity_cols AS
SELECT d.owner, d.table_name, d.column_name, d.generation_type, d.sequence_name, NULL::text AS identity_options
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(a.attname),
    CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_attrdef AS f WHERE f.adrelid = c.oid AND f.adnum = a.attnum) THEN 'BY DEFAULT' ELSE 'ALWAYS' END,
    ora.sequence_name(s.oid, s.relname)
  FROM pg_catalog.pg_depend AS d
  JOIN pg_catalog.pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
  JOIN pg_catalog.pg_class AS c ON c.oid = d.refobjid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid AND NOT a.attisdropped
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, table_name, column_name, generation_type, sequence_name);

GRANT SELECT ON ora.dba_tab_identity_cols TO PUBLIC;
