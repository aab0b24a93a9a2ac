-- DBMS_SESSION.UNIQUE_SESSION_ID: up to 24 characters that no other session has.
CREATE FUNCTION ora.dbms_session_unique_session_id() RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT upper(lpad(to_hex(ora.session_pid()), 8, '0') || lpad(to_hex(extract(epoch FROM a.backend_start)::bigint), 16, '0'))
  FROM pg_catalog.pg_stat_get_activity(ora.session_pid()) AS a
$$;
