-- UTL_HTTP.WRITE_RAW: adds bytes to the body of a request.
CREATE PROCEDURE ora.utl_http_write_raw(r ora.utl_http_req, data bytea)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.http_open('req', (r).private_hndl);
  part integer := (known ->> 'parts')::integer + 1;
BEGIN
  IF data <> '' THEN
    PERFORM ora.state_set(format('http:part:%s:%s', (r).private_hndl, part), encode(data, 'hex'));
    PERFORM ora.http_keep('req', (r).private_hndl, known || jsonb_build_object('parts', part));
  END IF;
END
$$;
