-- UTL_FILE.PUTF_NCHAR: PUTF of a file that FOPEN_NCHAR has opened. (PL/SQL Packages and Types Reference, "UTL_FILE")
CREATE PROCEDURE ora.utl_file_putf_nchar(file ora.utl_file_file_type, format text, arg1 text DEFAULT NULL, arg2 text DEFAULT NULL, arg3 text DEFAULT NULL,
  arg4 text DEFAULT NULL, arg5 text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  args text[] := ARRAY[arg1, arg2, arg3, arg4, arg5];
  result text := '';
  piece text[];
  next integer := 1;
BEGIN
  FOR piece IN SELECT regexp_matches(format, '(%s|\\n|%|\\|[^%\\]+)', 'g') LOOP
    IF piece[1] = '%s' THEN
      result := result || coalesce(args[next], '');
      next := next + 1;
    ELSE
      result := result || CASE piece[1] WHEN '\n' THEN E'\n' ELSE piece[1] END;
    END IF;
  END LOOP;
  CALL ora.utl_file_put_nchar(file, result);
END
$$;
