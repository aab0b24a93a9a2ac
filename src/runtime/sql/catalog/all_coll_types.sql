-- ALL_COLL_TYPES: as DBA_COLL_TYPES, of the schemas the user may use.
CREATE VIEW ora.all_coll_types AS
SELECT d.* FROM ora.dba_coll_types AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_coll_types TO PUBLIC;
