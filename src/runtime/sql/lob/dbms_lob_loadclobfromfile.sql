-- DBMS_LOB.LOADCLOBFROMFILE: bytes of an open file as characters of a character set. The offsets become those behind what was written and read. (PL/SQL Packages, "DBMS_LOB")
CREATE PROCEDURE ora.dbms_lob_loadclobfromfile(INOUT dest_lob text, src_bfile text, amount numeric, INOUT dest_offset numeric, INOUT src_offset numeric,
  bfile_csid numeric, INOUT lang_context integer, OUT warning integer)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_lob_converttoclob(dest_lob, ora.bfile_content(src_bfile, 'LOADCLOBFROMFILE'), amount, dest_offset, src_offset, bfile_csid, lang_context, warning);
END
$$;
