-- V$INSTANCE.
CREATE VIEW ora.v_instance AS
SELECT d.instance_number, d.instance_name, d.host_name, d.version, '19.0.0.0.0'::text AS version_legacy, '19.0.0.0.0'::text AS version_full, d.startup_time,
  d.status, 'NO'::text AS parallel, 1::numeric AS "thread#", NULL::text AS archiver, NULL::text AS log_switch_wait, 'ALLOWED'::text AS logins,
  'NO'::text AS shutdown_pending, d.database_status, 'PRIMARY_INSTANCE'::text AS instance_role, 'NORMAL'::text AS active_state, 'NO'::text AS blocked,
  0::numeric AS con_id, 'REGULAR'::text AS instance_mode, NULL::text AS edition, NULL::text AS family, 'SINGLE'::text AS database_type
FROM (
  SELECT 1::numeric, current_database()::text, coalesce(host(inet_server_addr()), 'localhost'), '19.0.0.0.0'::text, pg_postmaster_start_time()::timestamp(0), 'OPEN'::text, 'ACTIVE'::text
) AS d(instance_number, instance_name, host_name, version, startup_time, status, database_status);

GRANT SELECT ON ora.v_instance TO PUBLIC;
