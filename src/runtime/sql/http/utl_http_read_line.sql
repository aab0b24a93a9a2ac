-- UTL_HTTP.READ_LINE: the body up to a line end, which stays unless remove_crlf; ORA-29266 behind the last line.
CREATE PROCEDURE ora.utl_http_read_line(r ora.utl_http_resp, OUT data text, remove_crlf boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  charset text := ora.http_body_charset(r);
BEGIN
  data := substring(ora.from_charset(ora.http_rest(r), charset) FROM '^[^\r\n]*(?:\r\n|\r|\n)?');
  PERFORM ora.http_read_on(r, octet_length(ora.to_charset(data, charset)));
  IF remove_crlf THEN
    data := nullif(rtrim(data, E'\r\n'), '');
  END IF;
END
$$;
