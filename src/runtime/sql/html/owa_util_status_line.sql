-- OWA_UTIL.STATUS_LINE: the Status line, and the empty line that ends the header. (PL/SQL Packages and Types Reference, "OWA_UTIL")
CREATE PROCEDURE ora.owa_util_status_line(nstatus integer, creason text DEFAULT NULL, bclose_header boolean DEFAULT true)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.htp_p('Status: ' || nstatus || ' ' || coalesce(creason, ''));
  IF bclose_header THEN
    CALL ora.htp_p(NULL);
  END IF;
END
$$;
