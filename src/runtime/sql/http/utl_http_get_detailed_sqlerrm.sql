-- UTL_HTTP.GET_DETAILED_SQLERRM: why the last request failed, in the words of curl.
CREATE FUNCTION ora.utl_http_get_detailed_sqlerrm() RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.state_get('http:failure')
$$;
