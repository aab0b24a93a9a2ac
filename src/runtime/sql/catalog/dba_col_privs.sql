-- DBA_COL_PRIVS: privileges on single columns that were granted to others than the owner.
CREATE VIEW ora.dba_col_privs (grantee, owner, table_name, column_name, grantor, privilege, grantable, common, inherited) AS
SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE ora.oracle_name(pg_get_userbyid(a.grantee)) END, ora.owner_name(n.nspname), ora.oracle_name(c.relname),
  ora.oracle_name(t.attname), ora.oracle_name(pg_get_userbyid(a.grantor)), a.privilege_type, CASE WHEN a.is_grantable THEN 'YES' ELSE 'NO' END, 'NO', 'NO'
FROM pg_catalog.pg_attribute AS t
JOIN pg_catalog.pg_class AS c ON c.oid = t.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL aclexplode(t.attacl) AS a
WHERE a.grantee <> c.relowner AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_col_privs TO PUBLIC;
