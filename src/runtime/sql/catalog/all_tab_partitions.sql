-- ALL_TAB_PARTITIONS: as DBA_TAB_PARTITIONS, of the schemas the user may use.
CREATE VIEW ora.all_tab_partitions AS
SELECT d.* FROM ora.dba_tab_partitions AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.table_owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_tab_partitions TO PUBLIC;
