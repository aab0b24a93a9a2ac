-- ALL_UPDATABLE_COLUMNS: as DBA_UPDATABLE_COLUMNS, of the schemas the user may use.
CREATE VIEW ora.all_updatable_columns AS
SELECT d.* FROM ora.dba_updatable_columns AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_updatable_columns TO PUBLIC;
