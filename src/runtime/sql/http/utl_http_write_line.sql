-- UTL_HTTP.WRITE_LINE: adds text and a line end to the body of a request.
CREATE PROCEDURE ora.utl_http_write_line(r ora.utl_http_req, data text)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.utl_http_write_text(r, concat(data, E'\r\n'));
END
$$;
