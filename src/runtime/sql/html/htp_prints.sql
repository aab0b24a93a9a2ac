-- HTP.PRINTS: PRN with & < > " as entities. (PL/SQL Packages and Types Reference, "HTP")
CREATE PROCEDURE ora.htp_prints(ctext text)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.htp_prn(ora.htf_escape_sc(ctext));
END
$$;
