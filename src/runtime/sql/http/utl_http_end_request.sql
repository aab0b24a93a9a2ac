-- UTL_HTTP.END_REQUEST: forgets a request.
CREATE PROCEDURE ora.utl_http_end_request(r ora.utl_http_req)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.http_open('req', (r).private_hndl);
BEGIN
  PERFORM ora.state_clear(format('http:part:%s:%s', (r).private_hndl, part)) FROM generate_series(1, (known ->> 'parts')::integer) AS part;
  PERFORM ora.state_clear('http:req:' || (r).private_hndl);
END
$$;
