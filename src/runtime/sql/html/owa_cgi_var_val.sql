-- OWA.CGI_VAR_VAL: the value of a variable of the request by its number; ORA-01403 where there is none.
CREATE FUNCTION ora.owa_cgi_var_val(number integer) RETURNS text
LANGUAGE sql STABLE
AS $$ SELECT ora.owa_util_get_cgi_env(ora.owa_cgi_var_name(number)) $$;
