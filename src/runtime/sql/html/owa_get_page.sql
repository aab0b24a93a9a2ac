-- OWA.GET_PAGE: as HTP.GET_PAGE.
CREATE PROCEDURE ora.owa_get_page(OUT thepage text[], INOUT irows integer)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.htp_get_page(thepage, irows);
END
$$;
