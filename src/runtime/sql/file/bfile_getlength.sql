-- DBMS_LOB.GETLENGTH of a BFILE: bytes; ORA-22288 where there is no such file.
CREATE FUNCTION ora.bfile_getlength(file_loc text) RETURNS numeric
LANGUAGE plpgsql
AS $$
DECLARE
  size bigint;
BEGIN
  IF file_loc IS NULL THEN
    RETURN NULL;
  END IF;
  size := (pg_stat_file(ora.bfile_path(file_loc), true)).size;
  IF size IS NULL THEN
    PERFORM ora.raise(22288, E'file or LOB operation GETLENGTH failed\nNo such file or directory');
  END IF;
  RETURN size;
END
$$;
