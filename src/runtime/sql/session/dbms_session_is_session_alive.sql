-- DBMS_SESSION.IS_SESSION_ALIVE: is there a session of that UNIQUE_SESSION_ID?
CREATE FUNCTION ora.dbms_session_is_session_alive(uniqueid text) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (
    SELECT FROM pg_catalog.pg_stat_get_activity(NULL) AS a
    WHERE upper(uniqueid) = upper(lpad(to_hex(a.pid), 8, '0') || lpad(to_hex(extract(epoch FROM a.backend_start)::bigint), 16, '0')))
$$;
