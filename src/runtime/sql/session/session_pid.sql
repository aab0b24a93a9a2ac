-- The number of the session.
CREATE FUNCTION ora.session_pid() RETURNS integer
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(ora.caller_fact('pid')::integer, pg_backend_pid())
$$;
