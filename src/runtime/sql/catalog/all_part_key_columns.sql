-- ALL_PART_KEY_COLUMNS: as DBA_PART_KEY_COLUMNS, of the schemas the user may use.
CREATE VIEW ora.all_part_key_columns AS
SELECT d.* FROM ora.dba_part_key_columns AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_part_key_columns TO PUBLIC;
