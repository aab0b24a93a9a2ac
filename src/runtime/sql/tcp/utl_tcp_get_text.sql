-- UTL_TCP.GET_TEXT: as many characters as were asked for, fewer where the input ends; ORA-29259 behind its end.
CREATE FUNCTION ora.utl_tcp_get_text(c ora.utl_tcp_connection, len integer DEFAULT 1, peek boolean DEFAULT false) RETURNS text
LANGUAGE sql
AS $$
  SELECT convert_from(ora.tcp_received(ora.tcp_call('text', (c).private_sd,
    convert_to(CASE ora.tcp_charset(c) WHEN 'LATIN1' THEN 'latin-1' WHEN 'LATIN9' THEN 'iso8859-15' WHEN 'WIN1252' THEN 'cp1252' ELSE lower(ora.tcp_charset(c)) END, 'UTF8'), len, peek)), ora.tcp_charset(c))
$$;
