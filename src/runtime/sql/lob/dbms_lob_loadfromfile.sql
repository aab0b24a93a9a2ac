-- DBMS_LOB.LOADFROMFILE: bytes of an open file over those of a BLOB from an offset on. (PL/SQL Packages, "DBMS_LOB")
-- Out: the new value of the LOB, which the caller assigns.
CREATE FUNCTION ora.dbms_lob_loadfromfile(dest_lob bytea, src_lob text, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1) RETURNS bytea
LANGUAGE sql
AS $$ SELECT ora.dbms_lob_copy(dest_lob, ora.bfile_part(src_lob, amount, src_offset), amount, dest_offset, 1) $$;

-- The same into a CLOB: the file's bytes are taken for text of the database's character set.
CREATE FUNCTION ora.dbms_lob_loadfromfile(dest_lob text, src_lob text, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1) RETURNS text
LANGUAGE sql
AS $$ SELECT ora.dbms_lob_copy(dest_lob, convert_from(ora.bfile_part(src_lob, amount, src_offset), getdatabaseencoding()), amount, dest_offset, 1) $$;
