-- OWA_UTIL.GET_CGI_ENV: what the gateway has put into the setting ora.cgi.<name>.
CREATE FUNCTION ora.owa_util_get_cgi_env(param_name text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT ora.setting_get('cgi.' || lower(param_name))
$$;
