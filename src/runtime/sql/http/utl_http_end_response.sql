-- UTL_HTTP.END_RESPONSE: forgets a response.
CREATE PROCEDURE ora.utl_http_end_response(r ora.utl_http_resp)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.http_open('resp', (r).private_hndl);
  PERFORM ora.state_clear('http:resp:' || (r).private_hndl), ora.state_clear('http:body:' || (r).private_hndl), ora.state_clear('http:at:' || (r).private_hndl);
END
$$;
