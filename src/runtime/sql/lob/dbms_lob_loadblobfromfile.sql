-- DBMS_LOB.LOADBLOBFROMFILE: the offsets become those behind what was written and read. (PL/SQL Packages, "DBMS_LOB")
CREATE PROCEDURE ora.dbms_lob_loadblobfromfile(INOUT dest_lob bytea, src_bfile text, amount numeric, INOUT dest_offset numeric, INOUT src_offset numeric)
LANGUAGE plpgsql
AS $$
DECLARE
  part bytea := ora.bfile_part(src_bfile, CASE WHEN amount >= 2147483647 THEN 4294967295 ELSE amount END, src_offset);
BEGIN
  dest_lob := ora.dbms_lob_copy(dest_lob, part, greatest(octet_length(part), 1), dest_offset, 1);
  dest_offset := round(dest_offset) + octet_length(part);
  src_offset := round(src_offset) + octet_length(part);
END
$$;
