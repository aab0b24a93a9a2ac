-- UTL_HTTP.REQUEST_PIECES: what a URL gives, in pieces of 2,000 characters.
CREATE FUNCTION ora.utl_http_request_pieces(url text, max_pieces integer DEFAULT 32767, proxy text DEFAULT NULL, wallet_path text DEFAULT NULL, wallet_password text DEFAULT NULL, https_host text DEFAULT NULL)
RETURNS ora.utl_http_html_pieces
LANGUAGE plpgsql
AS $$
DECLARE
  body text;
  pieces varchar(2000)[];
BEGIN
  IF proxy <> '' THEN
    CALL ora.utl_http_set_proxy(proxy);
  END IF;
  body := ora.http_get(url);
  pieces := ARRAY(SELECT substr(body, 2000 * (n - 1) + 1, 2000) FROM generate_series(1, least(max_pieces, (length(body) + 1999) / 2000)) AS n);
  RETURN ROW(ora.keys_to(cardinality(pieces)), pieces);
END
$$;
