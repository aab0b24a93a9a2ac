-- UTL_FILE.FRENAME: by the extension adminpack. ORA-29283 where there is no such file, ORA-29292 where the other is there and may not be replaced.
CREATE PROCEDURE ora.utl_file_frename(src_location text, src_filename text, dest_location text, dest_filename text, overwrite boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  source text := ora.server_path(src_location, src_filename);
  target text := ora.server_path(dest_location, dest_filename);
BEGIN
  IF (pg_stat_file(source, true)).size IS NULL THEN
    PERFORM ora.raise(29283, 'invalid file operation');
  ELSIF (pg_stat_file(target, true)).size IS NOT NULL THEN
    IF overwrite IS NOT TRUE THEN
      PERFORM ora.raise(29292, 'file rename operation failed');
    END IF;
    EXECUTE format('SELECT %s($1)', ora.adminpack_function('pg_file_unlink')) USING target;
  END IF;
  EXECUTE format('SELECT %s($1, $2)', ora.adminpack_function('pg_file_rename')) USING source, target;
END
$$;
