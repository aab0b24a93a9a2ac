-- HTP.ESCAPE_SC: writes text with & < > " as entities.
CREATE PROCEDURE ora.htp_escape_sc(ctext text)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.htp_p(ora.htf_escape_sc(ctext));
END
$$;
