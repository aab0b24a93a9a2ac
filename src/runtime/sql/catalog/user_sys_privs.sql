-- USER_SYS_PRIVS: as DBA_SYS_PRIVS, of the user.
CREATE VIEW ora.user_sys_privs (username, privilege, admin_option, common, inherited) AS
SELECT d.grantee, d.privilege, d.admin_option, d.common, d.inherited FROM ora.dba_sys_privs AS d WHERE d.grantee = ora.oracle_name(session_user);

GRANT SELECT ON ora.user_sys_privs TO PUBLIC;
