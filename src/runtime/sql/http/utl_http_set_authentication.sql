-- UTL_HTTP.SET_AUTHENTICATION: HTTP's own scheme, Basic; other schemes are refused.
CREATE PROCEDURE ora.utl_http_set_authentication(r ora.utl_http_req, username text, password text, scheme text DEFAULT 'Basic', for_proxy boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
BEGIN
  IF lower(scheme) <> 'basic' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = format('OP4000 UTL_HTTP.SET_AUTHENTICATION: scheme %s has no counterpart', scheme);
  END IF;
  CALL ora.utl_http_set_header(r, CASE WHEN for_proxy THEN 'Proxy-Authorization' ELSE 'Authorization' END,
    'Basic ' || translate(encode(convert_to(concat(username, ':', password), 'UTF8'), 'base64'), E'\n', ''));
END
$$;
