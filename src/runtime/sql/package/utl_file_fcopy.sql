-- UTL_FILE.FCOPY of a whole file.
CREATE PROCEDURE ora.utl_file_fcopy(src_location text, src_filename text, dest_location text, dest_filename text)
LANGUAGE plpgsql
AS $$
DECLARE
  source text := ora.server_path(src_location, src_filename);
BEGIN
  IF (pg_stat_file(source, true)).size IS NULL THEN
    PERFORM ora.raise(29283, 'invalid file operation');
  END IF;
  PERFORM ora.utl_file_store(ora.server_path(dest_location, dest_filename), pg_read_binary_file(source));
END
$$;
