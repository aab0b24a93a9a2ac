-- UTL_FILE.PUT: adds text without a line end; ORA-29285 where a line is longer than the file was opened for.
CREATE PROCEDURE ora.utl_file_put(file ora.utl_file_file_type, buffer text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.utl_file_plain(file);
  CALL ora.utl_file_fits(file, buffer);
  CALL ora.utl_file_put_raw(file, convert_to(buffer, getdatabaseencoding()));
END
$$;
