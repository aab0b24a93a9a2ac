-- ALL_TAB_COL_STATISTICS: as DBA_TAB_COL_STATISTICS, of the schemas the user may use.
CREATE VIEW ora.all_tab_col_statistics AS
SELECT d.* FROM ora.dba_tab_col_statistics AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_tab_col_statistics TO PUBLIC;
