-- OWA_UTIL.MIME_HEADER: the content type line, and the empty line that ends the header.
CREATE PROCEDURE ora.owa_util_mime_header(ccontent_type text DEFAULT 'text/html', bclose_header boolean DEFAULT true, ccharset text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.htp_p('Content-type: ' || ccontent_type || coalesce('; charset=' || ccharset, ''));
  IF bclose_header THEN
    CALL ora.htp_p(NULL);
  END IF;
END
$$;
