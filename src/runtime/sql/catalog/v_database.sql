-- V$DATABASE.
CREATE VIEW ora.v_database AS
SELECT d.dbid, d.name, d.created, NULL::numeric AS "resetlogs_change#", NULL::timestamp(0) AS resetlogs_time, NULL::numeric AS "prior_resetlogs_change#",
  NULL::timestamp(0) AS prior_resetlogs_time, d.log_mode, NULL::numeric AS "checkpoint_change#", NULL::numeric AS "archive_change#",
  'CURRENT'::text AS controlfile_type, NULL::timestamp(0) AS controlfile_created, NULL::numeric AS "controlfile_sequence#",
  NULL::numeric AS "controlfile_change#", NULL::timestamp(0) AS controlfile_time, NULL::text AS open_resetlogs, NULL::timestamp(0) AS version_time,
  d.open_mode, NULL::text AS protection_mode, NULL::text AS protection_level, NULL::text AS remote_archive, NULL::numeric AS "activation#",
  NULL::numeric AS "switchover#", d.database_role, NULL::numeric AS "archivelog_change#", NULL::text AS archivelog_compression,
  NULL::text AS switchover_status, NULL::text AS dataguard_broker, NULL::text AS guard_status, 'NO'::text AS supplemental_log_data_min,
  NULL::text AS supplemental_log_data_pk, NULL::text AS supplemental_log_data_ui, 'NO'::text AS force_logging, NULL::numeric AS platform_id,
  'Linux x86 64-bit'::text AS platform_name, NULL::numeric AS "recovery_target_incarnation#", NULL::numeric AS "last_open_incarnation#",
  NULL::numeric AS current_scn, 'NO'::text AS flashback_on, NULL::text AS supplemental_log_data_fk, NULL::text AS supplemental_log_data_all,
  d.name AS db_unique_name, NULL::numeric AS standby_became_primary_scn, NULL::text AS fs_failover_status, NULL::text AS fs_failover_current_target,
  NULL::numeric AS fs_failover_threshold, NULL::text AS fs_failover_observer_present, NULL::text AS fs_failover_observer_host,
  NULL::text AS controlfile_converted, NULL::text AS primary_db_unique_name, NULL::text AS supplemental_log_data_pl,
  NULL::numeric AS "min_required_capture_change#", 'NO'::text AS cdb, 0::numeric AS con_id, NULL::text AS pending_role_change_tasks,
  NULL::numeric AS con_dbid, NULL::text AS force_full_db_caching
FROM (
  SELECT d.oid::bigint::numeric, ora.oracle_name(d.datname), NULL::timestamp(0), CASE current_setting('archive_mode') WHEN 'off' THEN 'NOARCHIVELOG' ELSE 'ARCHIVELOG' END,
    CASE WHEN pg_is_in_recovery() THEN 'READ ONLY' ELSE 'READ WRITE' END, CASE WHEN pg_is_in_recovery() THEN 'PHYSICAL STANDBY' ELSE 'PRIMARY' END
  FROM pg_catalog.pg_database AS d WHERE d.datname = current_database()
) AS d(dbid, name, created, log_mode, open_mode, database_role);

GRANT SELECT ON ora.v_database TO PUBLIC;
