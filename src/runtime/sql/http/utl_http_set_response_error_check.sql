-- UTL_HTTP.SET_RESPONSE_ERROR_CHECK: are answers of 400 and 500 on errors, for the session.
CREATE PROCEDURE ora.utl_http_set_response_error_check(enable boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('http:check', enable::text);
END
$$;
