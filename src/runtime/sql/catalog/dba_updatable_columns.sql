-- DBA_UPDATABLE_COLUMNS: columns of tables and views, and whether DML may name them: of a view by its query, as it was noted, or as PostgreSQL takes it; all where
-- INSTEAD OF triggers do the work.
CREATE VIEW ora.dba_updatable_columns AS
SELECT d.owner, d.table_name, d.column_name,
  CASE WHEN d.always OR coalesce(position(d.place IN d.updatable) > 0, d.by_postgres) THEN 'YES' ELSE 'NO' END AS updatable,
  CASE WHEN d.always OR coalesce(position(d.place IN d.insertable) > 0, d.by_postgres) THEN 'YES' ELSE 'NO' END AS insertable,
  CASE WHEN d.always OR coalesce(position(d.place IN d.updatable) > 0, d.by_postgres) THEN 'YES' ELSE 'NO' END AS deletable
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(a.attname), format(',%s,', a.attname),
    c.relkind <> 'v' OR EXISTS (SELECT FROM pg_catalog.pg_trigger AS g WHERE g.tgrelid = c.oid AND g.tgtype & 64 <> 0 AND NOT g.tgisinternal AND g.tgname NOT IN ('__invalid', 'read_only')),
    ora.definition(c.oid, 'updatable'), ora.definition(c.oid, 'insertable'), pg_column_is_updatable(c.oid, a.attnum, false)
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE a.attnum > 0 AND NOT a.attisdropped AND coalesce(col_description(c.oid, a.attnum), '') !~ '^oraphant: ' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND a.attname NOT IN ('sys_nc_oid$', '_object') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, table_name, column_name, place, always, updatable, insertable, by_postgres);

GRANT SELECT ON ora.dba_updatable_columns TO PUBLIC;
