-- DBMS_LOB.FILEOPEN: ORA-22288 where there is no such file; ORA-22290 is not raised. Paths of open files are kept a line each.
CREATE PROCEDURE ora.dbms_lob_fileopen(file_loc text, open_mode integer DEFAULT 0)
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.dbms_lob_fileexists(file_loc) = 0 THEN
    PERFORM ora.raise(22288, E'file or LOB operation FILEOPEN failed\nNo such file or directory');
  ELSIF ora.dbms_lob_fileisopen(file_loc) = 0 THEN
    PERFORM ora.state_set('bfiles', coalesce(ora.state_get('bfiles'), E'\n') || ora.bfile_path(file_loc) || E'\n');
  END IF;
END
$$;
