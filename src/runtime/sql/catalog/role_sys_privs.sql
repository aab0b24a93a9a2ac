-- ROLE_SYS_PRIVS: as DBA_SYS_PRIVS, of the roles the session may use.
CREATE VIEW ora.role_sys_privs (role, privilege, admin_option, common, inherited) AS
SELECT d.grantee, d.privilege, d.admin_option, d.common, d.inherited FROM ora.dba_sys_privs AS d JOIN ora.session_roles AS s ON s.role = d.grantee;

GRANT SELECT ON ora.role_sys_privs TO PUBLIC;
