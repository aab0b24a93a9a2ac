-- The bytes of a response that were not read yet; ORA-29266 where there are none.
CREATE FUNCTION ora.http_rest(r ora.utl_http_resp) RETURNS bytea
LANGUAGE plpgsql
AS $$
DECLARE
  rest bytea;
BEGIN
  PERFORM ora.http_open('resp', (r).private_hndl);
  rest := decode(substr(ora.state_get('http:body:' || (r).private_hndl), 2 * ora.state_get('http:at:' || (r).private_hndl)::integer + 1), 'hex');
  IF rest = '' THEN
    PERFORM ora.raise(29266);
  END IF;
  RETURN rest;
END
$$;
