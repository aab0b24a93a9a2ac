-- DBA_PART_KEY_COLUMNS: columns by which tables are partitioned.
CREATE VIEW ora.dba_part_key_columns AS
SELECT d.owner, d.name, d.object_type, d.column_name, d.column_position, NULL::numeric AS collated_column_id
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), 'TABLE'::text, ora.oracle_name(a.attname), k.place::numeric
  FROM pg_catalog.pg_partitioned_table AS p
  JOIN pg_catalog.pg_class AS c ON c.oid = p.partrelid AND NOT c.relispartition
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL unnest(p.partattrs::smallint[]) WITH ORDINALITY AS k (column_number, place)
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.column_number
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, name, object_type, column_name, column_position);

GRANT SELECT ON ora.dba_part_key_columns TO PUBLIC;
