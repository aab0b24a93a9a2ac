-- The body of what a URL gives, as text.
CREATE FUNCTION ora.http_get(url text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  r ora.utl_http_resp := ora.utl_http_get_response(ora.utl_http_begin_request(url));
  body text := ora.from_charset(decode(ora.state_get('http:body:' || (r).private_hndl), 'hex'), ora.http_body_charset(r));
BEGIN
  CALL ora.utl_http_end_response(r);
  RETURN nullif(body, '');
END
$$;
