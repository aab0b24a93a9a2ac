-- UTL_HTTP.GET_HEADER_COUNT.
CREATE FUNCTION ora.utl_http_get_header_count(r ora.utl_http_resp) RETURNS integer
LANGUAGE sql
AS $$
  SELECT jsonb_array_length(ora.http_open('resp', (r).private_hndl) -> 'headers')
$$;
