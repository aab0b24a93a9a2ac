-- ALL_COL_COMMENTS: as DBA_COL_COMMENTS, of the schemas the user may use.
CREATE VIEW ora.all_col_comments AS
SELECT d.* FROM ora.dba_col_comments AS d
WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = d.owner AND has_schema_privilege(n.oid, 'USAGE'));

GRANT SELECT ON ora.all_col_comments TO PUBLIC;
