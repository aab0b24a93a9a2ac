-- ALL_PLSQL_OBJECT_SETTINGS: as DBA_PLSQL_OBJECT_SETTINGS, of the schemas the user may use.
CREATE VIEW ora.all_plsql_object_settings AS
SELECT d.* FROM ora.dba_plsql_object_settings AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_plsql_object_settings TO PUBLIC;
