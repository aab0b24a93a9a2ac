-- UTL_HTTP.WRITE_TEXT: adds text to the body of a request, in the character set of the body.
CREATE PROCEDURE ora.utl_http_write_text(r ora.utl_http_req, data text)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.http_open('req', (r).private_hndl);
BEGIN
  CALL ora.utl_http_write_raw(r, ora.to_charset(data, ora.http_charset(ora.http_header_of(known -> 'headers', 'Content-Type'), known ->> 'charset')));
END
$$;
