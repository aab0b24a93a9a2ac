-- ALL_ARGUMENTS: as DBA_ARGUMENTS, of the schemas the user may use.
CREATE VIEW ora.all_arguments AS
SELECT d.* FROM ora.dba_arguments AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_arguments TO PUBLIC;
