-- V$INSTANCE.
CREATE VIEW ora.v_instance (instance_number, instance_name, host_name, version, startup_time, status, database_status) AS
SELECT 1::numeric, current_database()::text, coalesce(host(inet_server_addr()), 'localhost'), '19.0.0.0.0'::text, pg_postmaster_start_time()::timestamp(0), 'OPEN'::text, 'ACTIVE'::text;

GRANT SELECT ON ora.v_instance TO PUBLIC;
