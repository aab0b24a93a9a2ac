-- OWA_UTIL.GET_CGI_ENV: what the gateway has put into the setting ora.cgi.<name>, or the program into OWA.INIT_CGI_ENV. Outside of a request, where
-- nothing has, ORA-06502: programs tell by it that they are not in one.
CREATE FUNCTION ora.owa_util_get_cgi_env(param_name text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  value text := ora.setting_get('cgi.' || lower(param_name));
BEGIN
  IF value IS NULL AND ora.state_get('owa:cgi') IS NULL AND coalesce(
    ora.setting_get('cgi.request_method'), ora.setting_get('cgi.server_name'), ora.setting_get('cgi.http_host'),
    ora.setting_get('cgi.script_name'), ora.setting_get('cgi.path_info')
  ) IS NULL THEN
    PERFORM ora.raise(6502);
  END IF;
  RETURN value;
END
$$;
