-- ORA-22289 where a file is not open.
CREATE FUNCTION ora.bfile_opened(file_loc text, operation text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.dbms_lob_fileisopen(file_loc) = 0 THEN
    PERFORM ora.raise(22289, format('cannot perform %s operation on an unopened file or LOB', operation));
  END IF;
END
$$;
