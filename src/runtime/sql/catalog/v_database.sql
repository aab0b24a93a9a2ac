-- V$DATABASE.
CREATE VIEW ora.v_database (dbid, name, created, log_mode, open_mode, database_role) AS
SELECT d.oid::bigint::numeric, ora.oracle_name(d.datname), NULL::timestamp(0), CASE current_setting('archive_mode') WHEN 'off' THEN 'NOARCHIVELOG' ELSE 'ARCHIVELOG' END,
  CASE WHEN pg_is_in_recovery() THEN 'READ ONLY' ELSE 'READ WRITE' END, CASE WHEN pg_is_in_recovery() THEN 'PHYSICAL STANDBY' ELSE 'PRIMARY' END
FROM pg_catalog.pg_database AS d WHERE d.datname = current_database();

GRANT SELECT ON ora.v_database TO PUBLIC;
