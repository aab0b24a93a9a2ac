-- HTTPURITYPE(url).GETCLOB(): the text that the address gives. (PL/SQL Packages and Types Reference, "Database URI TYPEs")
CREATE FUNCTION ora.httpuritype_getclob(url text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  r ora.utl_http_resp := ora.http_fetch(url);
  body text := ora.from_charset(ora.http_rest(r), ora.http_body_charset(r));
BEGIN
  CALL ora.utl_http_end_response(r);
  RETURN body;
END
$$;
