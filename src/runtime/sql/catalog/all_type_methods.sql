-- ALL_TYPE_METHODS: as DBA_TYPE_METHODS, of the schemas the user may use.
CREATE VIEW ora.all_type_methods AS
SELECT d.* FROM ora.dba_type_methods AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_type_methods TO PUBLIC;
