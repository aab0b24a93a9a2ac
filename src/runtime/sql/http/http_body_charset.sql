-- The character set of a response's body.
CREATE FUNCTION ora.http_body_charset(r ora.utl_http_resp) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.http_charset(known ->> 'type', known ->> 'charset') FROM ora.http_open('resp', (r).private_hndl) AS known
$$;
