-- UTL_HTTP.SET_TRANSFER_TIMEOUT: seconds, for the session.
CREATE PROCEDURE ora.utl_http_set_transfer_timeout(timeout integer DEFAULT 60)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.http_option('CURLOPT_TIMEOUT', timeout::text);
END
$$;

-- The same for one request, which here is for the session as well.
CREATE PROCEDURE ora.utl_http_set_transfer_timeout(r ora.utl_http_req, timeout integer DEFAULT 60)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.http_option('CURLOPT_TIMEOUT', timeout::text);
END
$$;
