-- DBA_TAB_PRIVS: privileges on tables, views, sequences and routines that were granted to others than the owner.
CREATE VIEW ora.dba_tab_privs (grantee, owner, table_name, grantor, privilege, grantable, hierarchy, common, type, inherited) AS
SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE ora.oracle_name(pg_get_userbyid(a.grantee)) END, ora.owner_name(n.nspname), ora.oracle_name(o.name),
  ora.oracle_name(pg_get_userbyid(a.grantor)), CASE WHEN a.privilege_type = 'USAGE' THEN 'SELECT' ELSE a.privilege_type END,
  CASE WHEN a.is_grantable THEN 'YES' ELSE 'NO' END, 'NO', 'NO', o.type, 'NO'
FROM (
  SELECT c.relname, c.relnamespace, c.relowner, c.relacl, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END
  FROM pg_catalog.pg_class AS c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL
  SELECT p.proname, p.pronamespace, p.proowner, p.proacl, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END FROM pg_catalog.pg_proc AS p
) AS o (name, namespace, owner, acl, type)
JOIN pg_catalog.pg_namespace AS n ON n.oid = o.namespace
CROSS JOIN LATERAL aclexplode(o.acl) AS a
WHERE a.grantee <> o.owner AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_tab_privs TO PUBLIC;
