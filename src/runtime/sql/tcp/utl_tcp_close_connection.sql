-- UTL_TCP.CLOSE_CONNECTION.
CREATE PROCEDURE ora.utl_tcp_close_connection(INOUT c ora.utl_tcp_connection)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.tcp_call('close', (c).private_sd);
  c := NULL;
END
$$;
