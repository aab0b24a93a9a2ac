-- DBA_USERS: owners of objects are schemas here, so schemas and login roles, each name once.
CREATE VIEW ora.dba_users (username, user_id, account_status, created, default_tablespace, temporary_tablespace, profile, common, oracle_maintained) AS
SELECT DISTINCT ON (u.username) u.username, u.user_id, 'OPEN'::text, NULL::timestamp(0), NULL::text, NULL::text, 'DEFAULT'::text, 'NO'::text, 'N'::text
FROM (
  SELECT ora.oracle_name(r.rolname) AS username, r.oid::bigint::numeric AS user_id, 1 AS preference FROM pg_catalog.pg_roles AS r WHERE r.rolcanlogin
  UNION ALL
  SELECT ora.owner_name(n.nspname), n.oid::bigint::numeric, 2 FROM pg_catalog.pg_namespace AS n WHERE ora.package_name(n.oid) IS NULL AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS u
ORDER BY u.username, u.preference;

GRANT SELECT ON ora.dba_users TO PUBLIC;
