-- UTL_TCP.WRITE_TEXT: how many characters were written, in the connection's character set.
CREATE FUNCTION ora.utl_tcp_write_text(c ora.utl_tcp_connection, data text, len integer DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  piece text := left(coalesce(data, ''), coalesce(len, length(data), 0));
BEGIN
  PERFORM ora.tcp_call('write', (c).private_sd, ora.to_charset(piece, ora.tcp_charset(c)));
  RETURN length(piece);
END
$$;
