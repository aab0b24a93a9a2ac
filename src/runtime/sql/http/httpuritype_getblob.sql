-- HTTPURITYPE(url).GETBLOB(): the bytes that the address gives. (PL/SQL Packages and Types Reference, "Database URI TYPEs")
CREATE FUNCTION ora.httpuritype_getblob(url text) RETURNS bytea
LANGUAGE plpgsql
AS $$
DECLARE
  r ora.utl_http_resp := ora.http_fetch(url);
  body bytea := ora.http_rest(r);
BEGIN
  CALL ora.utl_http_end_response(r);
  RETURN body;
END
$$;
