-- DBMS_PIPE.RESET_BUFFER. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.dbms_pipe_reset_buffer() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('pipe:out', '[]'), ora.state_set('pipe:in', '[]');
END
$$;
