-- OWA_UTIL.HTTP_HEADER_CLOSE: the empty line that ends the header.
CREATE PROCEDURE ora.owa_util_http_header_close()
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.htp_p(NULL);
END
$$;
