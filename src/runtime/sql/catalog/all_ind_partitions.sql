-- ALL_IND_PARTITIONS: as DBA_IND_PARTITIONS, of the schemas the user may use.
CREATE VIEW ora.all_ind_partitions AS
SELECT d.* FROM ora.dba_ind_partitions AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.index_owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_ind_partitions TO PUBLIC;
