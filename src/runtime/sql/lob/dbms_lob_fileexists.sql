-- DBMS_LOB.FILEEXISTS: 1 or 0. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_fileexists(file_loc text) RETURNS integer
LANGUAGE sql
AS $$ SELECT CASE WHEN (pg_stat_file(ora.bfile_path(file_loc), true)).size IS NULL THEN 0 ELSE 1 END $$;
