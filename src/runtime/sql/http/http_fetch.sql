-- The answer to a GET of a URL; one of 400 and more is ORA-29273, as of the types of addresses.
CREATE FUNCTION ora.http_fetch(url text) RETURNS ora.utl_http_resp
LANGUAGE plpgsql
AS $$
DECLARE
  r ora.utl_http_resp := ora.utl_http_get_response(ora.utl_http_begin_request(url));
BEGIN
  IF (r).status_code >= 400 THEN
    PERFORM ora.raise(29273, format(E'HTTP request failed\nORA-%s: HTTP %s error %s - %s', CASE WHEN (r).status_code < 500 THEN 29268 ELSE 29269 END,
      CASE WHEN (r).status_code < 500 THEN 'client' ELSE 'server' END, (r).status_code, (r).reason_phrase));
  END IF;
  RETURN r;
END
$$;
