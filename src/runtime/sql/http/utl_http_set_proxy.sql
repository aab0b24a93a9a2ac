-- UTL_HTTP.SET_PROXY: [user:password@]host[:port]; domains without a proxy are refused.
CREATE PROCEDURE ora.utl_http_set_proxy(proxy text, no_proxy_domains text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  IF no_proxy_domains <> '' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 UTL_HTTP.SET_PROXY: domains that need no proxy have no counterpart';
  END IF;
  PERFORM ora.http_option('CURLOPT_PROXY', coalesce(proxy, ''));
END
$$;
