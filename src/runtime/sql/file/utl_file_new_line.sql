-- UTL_FILE.NEW_LINE: adds line ends.
CREATE PROCEDURE ora.utl_file_new_line(file ora.utl_file_file_type, lines integer DEFAULT 1)
LANGUAGE sql
AS $$ CALL ora.utl_file_put_raw(file, convert_to(repeat(E'\n', lines), 'UTF8')) $$;
