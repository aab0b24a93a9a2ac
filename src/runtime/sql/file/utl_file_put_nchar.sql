-- UTL_FILE.PUT_NCHAR: PUT of a file that FOPEN_NCHAR has opened. (PL/SQL Packages and Types Reference, "UTL_FILE")
CREATE PROCEDURE ora.utl_file_put_nchar(file ora.utl_file_file_type, buffer text)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.utl_file_fits(file, buffer);
  CALL ora.utl_file_put_raw(file, convert_to(buffer, getdatabaseencoding()));
END
$$;
