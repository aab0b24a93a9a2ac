-- UTL_FILE.PUT: adds text without a line end.
CREATE PROCEDURE ora.utl_file_put(file ora.utl_file_file_type, buffer text)
LANGUAGE sql
AS $$ CALL ora.utl_file_put_raw(file, convert_to(buffer, getdatabaseencoding())) $$;
