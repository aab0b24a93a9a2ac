-- TO_BLOB of a BFILE: its bytes, whether it is open or not. (SQL Language Reference, "TO_BLOB (bfile)")
CREATE FUNCTION ora.bfile_bytes(file_loc text) RETURNS bytea
LANGUAGE sql
AS $$ SELECT CASE WHEN file_loc IS NOT NULL THEN pg_read_binary_file(ora.bfile_path(file_loc)) END $$;
