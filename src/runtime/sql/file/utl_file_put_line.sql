-- UTL_FILE.PUT_LINE: adds text and a line end; ORA-29285 where a line is longer than the file was opened for.
CREATE PROCEDURE ora.utl_file_put_line(file ora.utl_file_file_type, buffer text, autoflush boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.utl_file_plain(file);
  CALL ora.utl_file_fits(file, buffer);
  CALL ora.utl_file_put_raw(file, convert_to(coalesce(buffer, '') || E'\n', getdatabaseencoding()), autoflush);
END
$$;
