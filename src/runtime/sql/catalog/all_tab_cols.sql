-- ALL_TAB_COLS: as DBA_TAB_COLS, of the schemas the user may use.
CREATE VIEW ora.all_tab_cols AS
SELECT d.* FROM ora.dba_tab_cols AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_tab_cols TO PUBLIC;
