-- HTP.P: adds a line to the page.
CREATE PROCEDURE ora.htp_p(cbuf text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.htp_prn(coalesce(cbuf, '') || E'\n');
END
$$;
