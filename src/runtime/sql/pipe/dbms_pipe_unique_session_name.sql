-- DBMS_PIPE.UNIQUE_SESSION_NAME. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.dbms_pipe_unique_session_name() RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN 'ORA$PIPE$' || upper(lpad(to_hex(ora.session_pid()), 12, '0'));
END
$$;
