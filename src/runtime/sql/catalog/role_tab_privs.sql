-- ROLE_TAB_PRIVS: as DBA_TAB_PRIVS, of the roles the session may use, and what they were granted on single columns.
CREATE VIEW ora.role_tab_privs (role, owner, table_name, column_name, privilege, grantable, common, inherited) AS
SELECT d.grantee, d.owner, d.table_name, NULL::text, d.privilege, d.grantable, d.common, 'NO' FROM ora.dba_tab_privs AS d JOIN ora.session_roles AS s ON s.role = d.grantee
UNION ALL
SELECT s.role, ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(t.attname), a.privilege_type, CASE WHEN a.is_grantable THEN 'YES' ELSE 'NO' END, 'NO', 'NO'
FROM pg_catalog.pg_attribute AS t
JOIN pg_catalog.pg_class AS c ON c.oid = t.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL aclexplode(t.attacl) AS a
JOIN pg_catalog.pg_roles AS r ON r.oid = a.grantee
JOIN ora.session_roles AS s ON s.role = ora.oracle_name(r.rolname)
WHERE a.grantee <> c.relowner AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora');

GRANT SELECT ON ora.role_tab_privs TO PUBLIC;
