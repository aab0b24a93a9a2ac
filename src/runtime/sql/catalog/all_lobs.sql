-- ALL_LOBS: as DBA_LOBS, of the schemas the user may use.
CREATE VIEW ora.all_lobs AS
SELECT d.* FROM ora.dba_lobs AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_lobs TO PUBLIC;
