-- ALL_TAB_PRIVS: as DBA_TAB_PRIVS, of the user's own objects and of what the user or PUBLIC was granted.
CREATE VIEW ora.all_tab_privs AS
SELECT d.grantor, d.grantee, d.owner AS table_schema, d.table_name, d.privilege, d.grantable, d.hierarchy, d.common, d.type, d.inherited FROM ora.dba_tab_privs AS d
WHERE ora.oracle_name(session_user) IN (d.grantor, d.grantee) OR d.grantee = 'PUBLIC'
  OR EXISTS (SELECT FROM pg_catalog.pg_roles AS r WHERE ora.oracle_name(r.rolname) = d.grantee AND pg_has_role(r.oid, 'USAGE'));

GRANT SELECT ON ora.all_tab_privs TO PUBLIC;
