-- Counts bytes of a response as read.
CREATE FUNCTION ora.http_read_on(r ora.utl_http_resp, bytes integer) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.state_set('http:at:' || (r).private_hndl, (ora.state_get('http:at:' || (r).private_hndl)::integer + bytes)::text)
$$;
