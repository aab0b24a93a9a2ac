-- UTL_HTTP.GET_RESPONSE: sends the request and takes the answer. ORA-29268, ORA-29269 for answers of 400 and 500 on where SET_RESPONSE_ERROR_CHECK asked for it,
-- as ORA-29273 unless SET_DETAILED_EXCP_SUPPORT. (PL/SQL Packages and Types Reference, "UTL_HTTP")
CREATE FUNCTION ora.utl_http_get_response(r ora.utl_http_req, return_info_response boolean DEFAULT false) RETURNS ora.utl_http_resp
LANGUAGE plpgsql
AS $$
DECLARE
  id integer := (r).private_hndl;
  known jsonb := ora.http_open('req', id);
  answer jsonb;
  status integer;
  charset text;
  error text;
BEGIN
  answer := ora.http_send((r).method, (r).url, known -> 'headers',
    (SELECT string_agg(decode(ora.state_get(format('http:part:%s:%s', id, part)), 'hex'), ''::bytea ORDER BY part) FROM generate_series(1, (known ->> 'parts')::integer) AS part));
  CALL ora.utl_http_end_request(r);
  status := (answer ->> 'status')::integer;
  error := concat_ws(' - ', status, ora.http_reason(status));
  IF status >= 400 AND ora.state_get('http:check') = 'true' THEN
    error := CASE WHEN status < 500 THEN 'HTTP client error ' ELSE 'HTTP server error ' END || error;
    IF ora.state_get('http:detailed') = 'true' THEN
      PERFORM ora.raise(CASE WHEN status < 500 THEN 29268 ELSE 29269 END, error);
    END IF;
    PERFORM ora.raise(29273, format(E'HTTP request failed\nORA-%s: %s', CASE WHEN status < 500 THEN 29268 ELSE 29269 END, error));
  END IF;
  -- The extension has converted a body whose type names a character set; others are as they came.
  charset := CASE WHEN answer ->> 'type' ~* 'charset\s*=' THEN getdatabaseencoding() END;
  PERFORM ora.http_keep('resp', id, jsonb_build_object('headers', coalesce(nullif(answer -> 'headers', 'null'), '[]'), 'charset', charset, 'type', answer ->> 'type')),
    ora.state_set('http:body:' || id, answer ->> 'body'), ora.state_set('http:at:' || id, '0');
  RETURN ROW(status, ora.http_reason(status), coalesce((r).http_version, 'HTTP/1.1'), id);
END
$$;
