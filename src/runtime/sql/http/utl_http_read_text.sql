-- UTL_HTTP.READ_TEXT: characters of the body, len at most; ORA-29266 behind the last.
CREATE PROCEDURE ora.utl_http_read_text(r ora.utl_http_resp, OUT data text, len integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  charset text := ora.http_body_charset(r);
BEGIN
  data := left(ora.from_charset(ora.http_rest(r), charset), coalesce(len, 32767));
  PERFORM ora.http_read_on(r, octet_length(ora.to_charset(data, charset)));
END
$$;
