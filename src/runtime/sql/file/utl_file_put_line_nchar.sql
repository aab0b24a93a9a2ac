-- UTL_FILE.PUT_LINE_NCHAR: PUT_LINE of a file that FOPEN_NCHAR has opened. (PL/SQL Packages and Types Reference, "UTL_FILE")
CREATE PROCEDURE ora.utl_file_put_line_nchar(file ora.utl_file_file_type, buffer text, autoflush boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.utl_file_fits(file, buffer);
  CALL ora.utl_file_put_raw(file, convert_to(coalesce(buffer, '') || E'\n', getdatabaseencoding()), autoflush);
END
$$;
