-- UTL_HTTP.SET_HEADER: adds a header to a request.
CREATE PROCEDURE ora.utl_http_set_header(r ora.utl_http_req, name text, value text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.http_open('req', (r).private_hndl);
BEGIN
  PERFORM ora.http_keep('req', (r).private_hndl, jsonb_set(known, '{headers}', (known -> 'headers') || jsonb_build_array(jsonb_build_array(name, value))));
END
$$;
