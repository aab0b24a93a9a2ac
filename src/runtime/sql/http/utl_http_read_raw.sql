-- UTL_HTTP.READ_RAW: bytes of the body, len at most; ORA-29266 behind the last.
CREATE PROCEDURE ora.utl_http_read_raw(r ora.utl_http_resp, OUT data bytea, len integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  data := substr(ora.http_rest(r), 1, coalesce(len, 32767));
  PERFORM ora.http_read_on(r, octet_length(data));
END
$$;
