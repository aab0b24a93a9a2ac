-- DBMS_LOB.FILECLOSE: ORA-22289 where the file is not open.
CREATE PROCEDURE ora.dbms_lob_fileclose(file_loc text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.bfile_opened(file_loc, 'FILECLOSE');
  PERFORM ora.state_set('bfiles', replace(ora.state_get('bfiles'), E'\n' || ora.bfile_path(file_loc) || E'\n', E'\n'));
END
$$;
