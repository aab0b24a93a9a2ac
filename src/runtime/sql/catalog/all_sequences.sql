-- ALL_SEQUENCES: as DBA_SEQUENCES, of the schemas the user may use.
CREATE VIEW ora.all_sequences AS
SELECT d.* FROM ora.dba_sequences AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.sequence_owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_sequences TO PUBLIC;
