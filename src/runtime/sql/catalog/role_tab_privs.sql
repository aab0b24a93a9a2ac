-- ROLE_TAB_PRIVS: as DBA_TAB_PRIVS, of the roles the session may use, and what they were granted on single columns.
CREATE VIEW ora.role_tab_privs (role, owner, table_name, column_name, privilege, grantable, common, inherited) AS
SELECT d.grantee, d.owner, d.table_name, NULL::text, d.privilege, d.grantable, d.common, 'NO' FROM ora.dba_tab_privs AS d JOIN ora.session_roles AS s ON s.role = d.grantee
UNION ALL
SELECT c.grantee, c.owner, c.table_name, c.column_name, c.privilege, c.grantable, c.common, c.inherited FROM ora.dba_col_privs AS c JOIN ora.session_roles AS s ON s.role = c.grantee;

GRANT SELECT ON ora.role_tab_privs TO PUBLIC;
