-- UTL_HTTP.SET_BODY_CHARSET: of all bodies whose Content-Type names none.
CREATE PROCEDURE ora.utl_http_set_body_charset(charset text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('http:charset', charset);
END
$$;

-- The same of one request.
CREATE PROCEDURE ora.utl_http_set_body_charset(r ora.utl_http_req, charset text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.http_keep('req', (r).private_hndl, ora.http_open('req', (r).private_hndl) || jsonb_build_object('charset', charset));
END
$$;

-- The same of one response.
CREATE PROCEDURE ora.utl_http_set_body_charset(r ora.utl_http_resp, charset text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.http_keep('resp', (r).private_hndl, ora.http_open('resp', (r).private_hndl) || jsonb_build_object('charset', charset));
END
$$;
