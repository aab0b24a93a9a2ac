-- OWA.NUM_CGI_VARS: how many variables INIT_CGI_ENV has set; NULL outside of a request.
CREATE FUNCTION ora.owa_num_cgi_vars() RETURNS numeric
LANGUAGE sql STABLE
AS $$ SELECT jsonb_array_length(ora.state_get('owa:cgi')::jsonb)::numeric $$;
