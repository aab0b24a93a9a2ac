-- UTL_HTTP.BEGIN_REQUEST: nothing is sent before GET_RESPONSE. (PL/SQL Packages and Types Reference, "UTL_HTTP")
CREATE FUNCTION ora.utl_http_begin_request(url text, method text DEFAULT 'GET', http_version text DEFAULT NULL, request_context integer DEFAULT NULL, https_host text DEFAULT NULL)
RETURNS ora.utl_http_req
LANGUAGE plpgsql
AS $$
DECLARE
  id integer := coalesce(ora.state_get('http')::integer, 0) + 1;
BEGIN
  IF coalesce(url, '') = '' THEN
    PERFORM ora.raise(29262);
  ELSIF url !~* '^https?:' THEN
    PERFORM ora.raise(29264);
  END IF;
  PERFORM ora.state_set('http', id::text), ora.http_keep('req', id, '{"headers": [], "parts": 0}');
  RETURN ROW(url, upper(method), http_version, id);
END
$$;
