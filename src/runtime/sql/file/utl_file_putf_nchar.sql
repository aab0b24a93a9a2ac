-- UTL_FILE.PUTF_NCHAR: PUTF of a file that FOPEN_NCHAR has opened. (PL/SQL Packages and Types Reference, "UTL_FILE")
CREATE PROCEDURE ora.utl_file_putf_nchar(file ora.utl_file_file_type, format text, arg1 text DEFAULT NULL, arg2 text DEFAULT NULL, arg3 text DEFAULT NULL,
  arg4 text DEFAULT NULL, arg5 text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.utl_file_put_nchar(file, ora.utl_file_formatted(format, ARRAY[arg1, arg2, arg3, arg4, arg5]));
END
$$;
