-- OWA.INIT_CGI_ENV: the variables of a request, for OWA_UTIL.GET_CGI_ENV and OWA.NUM_CGI_VARS.
CREATE PROCEDURE ora.owa_init_cgi_env(num_params integer, param_name ora.owa_vc_arr, param_val ora.owa_vc_arr)
LANGUAGE plpgsql
AS $$
DECLARE
  names text[] := '{}';
  value text;
BEGIN
  FOR i IN 1 .. coalesce(num_params, 0) LOOP
    names := names || (param_name).v[array_position((param_name).k, i)]::text;
    value := (param_val).v[array_position((param_val).k, i)];
    PERFORM ora.setting_set('cgi.' || lower(names[i]), value);
  END LOOP;
  PERFORM ora.state_set('owa:cgi', to_jsonb(names)::text);
END
$$;
