-- DBMS_LOB.FILEISOPEN: 1 or 0.
CREATE FUNCTION ora.dbms_lob_fileisopen(file_loc text) RETURNS integer
LANGUAGE sql
AS $$ SELECT CASE WHEN position(E'\n' || ora.bfile_path(file_loc) || E'\n' IN ora.state_get('bfiles')) > 0 THEN 1 ELSE 0 END $$;
