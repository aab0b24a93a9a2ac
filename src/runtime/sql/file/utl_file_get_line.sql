-- UTL_FILE.GET_LINE: the next line without its end; NO_DATA_FOUND behind the last, ORA-29284 where it is longer than the file was opened for.
CREATE PROCEDURE ora.utl_file_get_line(file ora.utl_file_file_type, OUT buffer text, len integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.utl_file_state(file, 'r');
  PERFORM ora.utl_file_plain(file);
  CALL ora.utl_file_get_line_nchar(file, buffer, len);
END
$$;
