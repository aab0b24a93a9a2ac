-- UTL_TCP.GET_RAW: as many bytes as were asked for, fewer where the input ends; ORA-29259 behind its end.
CREATE FUNCTION ora.utl_tcp_get_raw(c ora.utl_tcp_connection, len integer DEFAULT 1, peek boolean DEFAULT false) RETURNS bytea
LANGUAGE sql
AS $$
  SELECT ora.tcp_received(ora.tcp_call('bytes', (c).private_sd, NULL, len, peek))
$$;
