-- UTL_TCP.GET_LINE: text up to a line end (LF, CR or CR LF), which stays unless remove_crlf; ORA-29259 behind the end of the input.
CREATE FUNCTION ora.utl_tcp_get_line(c ora.utl_tcp_connection, remove_crlf boolean DEFAULT false, peek boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  line text := ora.from_charset(ora.tcp_received(ora.tcp_call('line', (c).private_sd, NULL, 32767, peek)), ora.tcp_charset(c));
BEGIN
  RETURN CASE WHEN remove_crlf THEN nullif(regexp_replace(line, E'(\r\n|\r|\n)$', ''), '') ELSE line END;
END
$$;
