-- Works on a socket through ora_tcp.socket; without it: refused. Failures of the network are ORA-29260, waiting too long ORA-29276.
CREATE FUNCTION ora.tcp_call(op text, handle integer, argument bytea DEFAULT NULL, size integer DEFAULT NULL, keep boolean DEFAULT false) RETURNS bytea
LANGUAGE plpgsql
AS $$
DECLARE
  socket regprocedure := to_regprocedure('ora_tcp.socket(text, integer, bytea, integer, boolean)');
  answer bytea;
  failure text;
BEGIN
  IF socket IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004',
      MESSAGE = 'OP4000 UTL_TCP needs the PostgreSQL extension plpython3u: CREATE EXTENSION plpython3u; CALL ora.tcp_socket_install()';
  ELSIF handle IS NULL AND op NOT IN ('open', 'close all') THEN
    PERFORM ora.raise(29260, 'network error: not connected');
  END IF;
  BEGIN
    EXECUTE format('SELECT %s($1, $2, $3, $4, $5)', socket::regproc) INTO answer USING op, handle, argument, size, keep;
  EXCEPTION
    WHEN external_routine_exception OR internal_error THEN
      failure := regexp_replace(SQLERRM, '^(plpy\.\w+|\w+): ', '');
  END;
  IF failure ~* 'timed? ?out' THEN
    PERFORM ora.raise(29276);
  ELSIF failure IS NOT NULL THEN
    PERFORM ora.raise(29260, 'network error: ' || failure);
  END IF;
  RETURN answer;
END
$$;
