-- UTL_TCP.WRITE_RAW: how many bytes were written.
CREATE FUNCTION ora.utl_tcp_write_raw(c ora.utl_tcp_connection, data bytea, len integer DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  piece bytea := substr(coalesce(data, ''), 1, coalesce(len, octet_length(data), 0));
BEGIN
  PERFORM ora.tcp_call('write', (c).private_sd, piece);
  RETURN octet_length(piece);
END
$$;
