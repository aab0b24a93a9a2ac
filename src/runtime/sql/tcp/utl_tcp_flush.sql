-- UTL_TCP.FLUSH: output has gone out already.
CREATE PROCEDURE ora.utl_tcp_flush(c ora.utl_tcp_connection)
LANGUAGE plpgsql
AS $$
BEGIN
  IF (c).private_sd IS NULL THEN
    PERFORM ora.raise(29260, 'network error: not connected');
  END IF;
END
$$;
