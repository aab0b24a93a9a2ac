-- UTL_FILE.FOPEN_NCHAR: FOPEN of a file in the national character set, which is UTF-8 in files. (PL/SQL Packages, "UTL_FILE")
CREATE FUNCTION ora.utl_file_fopen_nchar(location text, filename text, open_mode text, max_linesize integer DEFAULT 1024) RETURNS ora.utl_file_file_type
LANGUAGE plpgsql
AS $$
DECLARE
  file ora.utl_file_file_type := ora.utl_file_fopen(location, filename, open_mode, max_linesize);
BEGIN
  PERFORM ora.state_set('utl_file_national:' || file.id, 'Y');
  RETURN file;
END
$$;
