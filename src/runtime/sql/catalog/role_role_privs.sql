-- ROLE_ROLE_PRIVS: as DBA_ROLE_PRIVS, of what the roles that the session may use were granted.
CREATE VIEW ora.role_role_privs (role, granted_role, admin_option, common, inherited) AS
SELECT d.grantee, d.granted_role, d.admin_option, 'NO', 'NO' FROM ora.dba_role_privs AS d JOIN ora.session_roles AS s ON s.role = d.grantee;

GRANT SELECT ON ora.role_role_privs TO PUBLIC;
