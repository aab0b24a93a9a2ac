-- DBA_USERS: owners of objects are schemas here, so schemas and login roles, each name once.
CREATE VIEW ora.dba_users AS
SELECT d.username, d.user_id, NULL::text AS password, d.account_status, NULL::timestamp(0) AS lock_date, NULL::timestamp(0) AS expiry_date,
  d.default_tablespace, d.temporary_tablespace, NULL::text AS local_temp_tablespace, d.created, d.profile, NULL::text AS initial_rsrc_consumer_group,
  NULL::text AS external_name, NULL::text AS password_versions, 'N'::text AS editions_enabled, NULL::text AS authentication_type,
  'N'::text AS proxy_only_connect, d.common, NULL::timestamptz AS last_login, d.oracle_maintained, 'NO'::text AS inherited,
  'USING_NLS_COMP'::text AS default_collation, 'NO'::text AS implicit, 'NO'::text AS all_shard
FROM (
  SELECT DISTINCT ON (u.username) u.username, u.user_id, 'OPEN'::text, NULL::timestamp(0), NULL::text, NULL::text, 'DEFAULT'::text, 'NO'::text, 'N'::text
  FROM (
    SELECT ora.oracle_name(r.rolname) AS username, r.oid::bigint::numeric AS user_id, 1 AS preference FROM pg_catalog.pg_roles AS r WHERE r.rolcanlogin
    UNION ALL
    SELECT ora.owner_name(n.nspname), n.oid::bigint::numeric, 2 FROM pg_catalog.pg_namespace AS n WHERE ora.package_name(n.oid) IS NULL AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
  ) AS u
  ORDER BY u.username, u.preference
) AS d(username, user_id, account_status, created, default_tablespace, temporary_tablespace, profile, common, oracle_maintained);

GRANT SELECT ON ora.dba_users TO PUBLIC;
