-- USER_ROLE_PRIVS: as DBA_ROLE_PRIVS, of the user.
CREATE VIEW ora.user_role_privs (username, granted_role, admin_option, delegate_option, default_role, os_granted, common, inherited) AS
SELECT d.grantee, d.granted_role, d.admin_option, d.delegate_option, d.default_role, 'NO', d.common, d.inherited FROM ora.dba_role_privs AS d WHERE d.grantee = ora.oracle_name(session_user);

GRANT SELECT ON ora.user_role_privs TO PUBLIC;
