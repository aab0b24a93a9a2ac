-- UTL_HTTP.REQUEST: the first 2,000 characters of what a URL gives.
CREATE FUNCTION ora.utl_http_request(url text, proxy text DEFAULT NULL, wallet_path text DEFAULT NULL, wallet_password text DEFAULT NULL, https_host text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
  IF proxy <> '' THEN
    CALL ora.utl_http_set_proxy(proxy);
  END IF;
  RETURN left(ora.http_get(url), 2000);
END
$$;
