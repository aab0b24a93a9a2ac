-- OWA_UTIL.REDIRECT_URL: the Location line, and the empty line that ends the header. (PL/SQL Packages and Types Reference, "OWA_UTIL")
CREATE PROCEDURE ora.owa_util_redirect_url(curl text, bclose_header boolean DEFAULT true)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.htp_p('Location: ' || coalesce(curl, ''));
  IF bclose_header THEN
    CALL ora.htp_p(NULL);
  END IF;
END
$$;
