-- UTL_TCP.CLOSE_ALL_CONNECTIONS.
CREATE PROCEDURE ora.utl_tcp_close_all_connections()
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.tcp_call('close all', NULL);
END
$$;
