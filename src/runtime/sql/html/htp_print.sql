-- HTP.PRINT: adds a line to the page.
CREATE PROCEDURE ora.htp_print(cbuf text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.htp_p(cbuf);
END
$$;
