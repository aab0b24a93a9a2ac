-- V$SESSION: client sessions of the database. MODULE is application_name; ACTION and CLIENT_INFO of other sessions are not visible.
CREATE VIEW ora.v_session (sid, "serial#", audsid, username, status, server, schemaname, osuser, process, machine, terminal, program, type, sql_id, module, action, client_info, client_identifier, logon_time, last_call_et, event, state, blocking_session) AS
SELECT a.pid::numeric, extract(epoch FROM a.backend_start)::bigint::numeric % 65536, a.pid::numeric, ora.oracle_name(a.usename),
  CASE a.state WHEN 'active' THEN 'ACTIVE' ELSE 'INACTIVE' END, 'DEDICATED'::text, ora.oracle_name(a.usename), NULL::text, NULL::text, coalesce(a.client_hostname, host(a.client_addr)),
  NULL::text, a.application_name, CASE a.backend_type WHEN 'client backend' THEN 'USER' ELSE 'BACKGROUND' END, a.query_id::text,
  nullif(a.application_name, ''), NULL::text, NULL::text, NULL::text, a.backend_start::timestamp(0),
  floor(extract(epoch FROM clock_timestamp() - a.state_change)), a.wait_event, CASE WHEN a.wait_event IS NULL THEN 'WAITED KNOWN TIME' ELSE 'WAITING' END,
  (pg_blocking_pids(a.pid))[1]::numeric
FROM pg_catalog.pg_stat_activity AS a
WHERE a.datname = current_database();

GRANT SELECT ON ora.v_session TO PUBLIC;
