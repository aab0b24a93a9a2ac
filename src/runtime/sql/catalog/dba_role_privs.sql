-- DBA_ROLE_PRIVS: the roles that roles and users are members of.
CREATE VIEW ora.dba_role_privs (grantee, granted_role, admin_option, delegate_option, default_role, common, inherited) AS
SELECT ora.oracle_name(member.rolname), ora.oracle_name(role.rolname), CASE WHEN m.admin_option THEN 'YES' ELSE 'NO' END, 'NO', 'YES', 'NO', 'NO'
FROM pg_catalog.pg_auth_members AS m
JOIN pg_catalog.pg_roles AS role ON role.oid = m.roleid
JOIN pg_catalog.pg_roles AS member ON member.oid = m.member
WHERE member.rolname !~ '^pg_';

GRANT SELECT ON ora.dba_role_privs TO PUBLIC;
