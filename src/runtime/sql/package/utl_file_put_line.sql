-- UTL_FILE.PUT_LINE: adds text and a line end.
CREATE PROCEDURE ora.utl_file_put_line(file ora.utl_file_file_type, buffer text, autoflush boolean DEFAULT false)
LANGUAGE sql
AS $$ CALL ora.utl_file_put_raw(file, convert_to(coalesce(buffer, '') || E'\n', getdatabaseencoding()), autoflush) $$;
