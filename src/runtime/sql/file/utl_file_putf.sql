-- UTL_FILE.PUTF: %s takes the arguments in order, \n is a line end.
CREATE PROCEDURE ora.utl_file_putf(file ora.utl_file_file_type, format text, arg1 text DEFAULT NULL, arg2 text DEFAULT NULL, arg3 text DEFAULT NULL,
  arg4 text DEFAULT NULL, arg5 text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.utl_file_put(file, ora.utl_file_formatted(format, ARRAY[arg1, arg2, arg3, arg4, arg5]));
END
$$;
