-- UTL_TCP.WRITE_LINE: text and the connection's line end. How many characters were written, the line end's among them.
CREATE FUNCTION ora.utl_tcp_write_line(c ora.utl_tcp_connection, data text DEFAULT NULL) RETURNS integer
LANGUAGE sql
AS $$
  SELECT ora.utl_tcp_write_text(c, concat(data, (c).newline))
$$;
