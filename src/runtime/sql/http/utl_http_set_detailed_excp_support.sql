-- UTL_HTTP.SET_DETAILED_EXCP_SUPPORT: do errors come under their own numbers, for the session.
CREATE PROCEDURE ora.utl_http_set_detailed_excp_support(enable boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('http:detailed', enable::text);
END
$$;
