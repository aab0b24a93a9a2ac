-- V$SESSION: client sessions of the database. MODULE is application_name; ACTION and CLIENT_INFO of other sessions are not visible.
CREATE VIEW ora.v_session AS
SELECT d.address AS saddr, d.sid, d."serial#", d.audsid, d.address AS paddr, NULL::numeric AS "user#", d.username, NULL::numeric AS command,
  NULL::numeric AS ownerid, CASE WHEN d.in_transaction THEN upper(encode(d.address, 'hex')) END AS taddr, CASE WHEN d.blocking_session IS NOT NULL THEN upper(encode(d.address, 'hex')) END AS lockwait,
  d.status, d.server, NULL::numeric AS "schema#", d.schemaname, d.osuser, d.process, d.machine, d.port AS port, d.terminal, d.program, d.type,
  NULL::bytea AS sql_address, NULL::numeric AS sql_hash_value, d.sql_id, NULL::numeric AS sql_child_number, NULL::timestamp(0) AS sql_exec_start,
  NULL::numeric AS sql_exec_id, NULL::bytea AS prev_sql_addr, NULL::numeric AS prev_hash_value, NULL::text AS prev_sql_id, NULL::numeric AS prev_child_number,
  NULL::timestamp(0) AS prev_exec_start, NULL::numeric AS prev_exec_id, NULL::numeric AS plsql_entry_object_id, NULL::numeric AS plsql_entry_subprogram_id,
  NULL::numeric AS plsql_object_id, NULL::numeric AS plsql_subprogram_id, d.module, NULL::numeric AS module_hash, d.action, NULL::numeric AS action_hash,
  d.client_info, NULL::numeric AS fixed_table_sequence, NULL::numeric AS "row_wait_obj#", NULL::numeric AS "row_wait_file#",
  NULL::numeric AS "row_wait_block#", NULL::numeric AS "row_wait_row#", NULL::numeric AS "top_level_call#", d.logon_time, d.last_call_et,
  'NO'::text AS pdml_enabled, 'NONE'::text AS failover_type, 'NONE'::text AS failover_method, 'NO'::text AS failed_over,
  NULL::text AS resource_consumer_group, 'DISABLED'::text AS pdml_status, 'ENABLED'::text AS pddl_status, 'ENABLED'::text AS pq_status,
  NULL::numeric AS current_queue_duration, d.client_identifier,
  CASE WHEN d.blocking_session IS NULL THEN 'NO HOLDER' ELSE 'VALID' END AS blocking_session_status,
  CASE WHEN d.blocking_session IS NOT NULL THEN 1 END::numeric AS blocking_instance, d.blocking_session, NULL::text AS final_blocking_session_status,
  NULL::numeric AS final_blocking_instance, NULL::numeric AS final_blocking_session, NULL::numeric AS "seq#", NULL::numeric AS "event#", d.event,
  NULL::text AS p1text, NULL::numeric AS p1, NULL::bytea AS p1raw, NULL::text AS p2text, NULL::numeric AS p2, NULL::bytea AS p2raw, NULL::text AS p3text,
  NULL::numeric AS p3, NULL::bytea AS p3raw, NULL::numeric AS wait_class_id, NULL::numeric AS "wait_class#", NULL::text AS wait_class,
  NULL::numeric AS wait_time, NULL::numeric AS seconds_in_wait, d.state, NULL::numeric AS wait_time_micro, NULL::numeric AS time_remaining_micro,
  NULL::numeric AS time_since_last_wait_micro, NULL::text AS service_name, 'DISABLED'::text AS sql_trace, 'FALSE'::text AS sql_trace_waits,
  'FALSE'::text AS sql_trace_binds, NULL::text AS sql_trace_plan_stats, NULL::numeric AS session_edition_id, NULL::bytea AS creator_addr,
  NULL::numeric AS "creator_serial#", NULL::text AS ecid, NULL::numeric AS sql_translation_profile_id, NULL::numeric AS pga_tunable_mem,
  NULL::text AS shard_ddl_status, 0::numeric AS con_id, NULL::text AS external_name, 'FALSE'::text AS plsql_debugger_connected
FROM (
  SELECT a.pid::numeric, extract(epoch FROM a.backend_start)::bigint::numeric % 65536, a.pid::numeric, ora.oracle_name(a.usename),
    CASE a.state WHEN 'active' THEN 'ACTIVE' ELSE 'INACTIVE' END, 'DEDICATED'::text, ora.oracle_name(a.usename), NULL::text, NULL::text, coalesce(a.client_hostname, host(a.client_addr)),
    NULL::text, a.application_name, CASE a.backend_type WHEN 'client backend' THEN 'USER' ELSE 'BACKGROUND' END, a.query_id::text,
    nullif(a.application_name, ''), NULL::text, NULL::text, NULL::text, a.backend_start::timestamp(0),
    floor(extract(epoch FROM clock_timestamp() - a.state_change)), a.wait_event, CASE WHEN a.wait_event IS NULL THEN 'WAITED KNOWN TIME' ELSE 'WAITING' END,
    (pg_blocking_pids(a.pid))[1]::numeric, decode(lpad(to_hex(a.pid), 16, '0'), 'hex'), a.backend_xid IS NOT NULL, a.client_port::numeric
  FROM pg_catalog.pg_stat_activity AS a
  WHERE a.datname = current_database()
) AS d(sid, "serial#", audsid, username, status, server, schemaname, osuser, process, machine, terminal, program, type, sql_id, module, action, client_info, client_identifier, logon_time, last_call_et, event, state, blocking_session, address, in_transaction, port);

GRANT SELECT ON ora.v_session TO PUBLIC;
