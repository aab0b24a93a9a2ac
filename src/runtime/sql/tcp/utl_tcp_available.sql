-- UTL_TCP.AVAILABLE: bytes that can be read without waiting, after at most so many seconds.
CREATE FUNCTION ora.utl_tcp_available(c ora.utl_tcp_connection, timeout integer DEFAULT 0) RETURNS integer
LANGUAGE sql
AS $$
  SELECT convert_from(ora.tcp_call('available', (c).private_sd, NULL, timeout), 'UTF8')::integer
$$;
