-- UTL_FILE.FGETATTR: is there such a file, and how long is it.
CREATE PROCEDURE ora.utl_file_fgetattr(location text, filename text, OUT fexists boolean, OUT file_length numeric, OUT block_size integer)
LANGUAGE plpgsql
AS $$
DECLARE
  path text := ora.server_path(location, filename);
BEGIN
  fexists := (pg_stat_file(path, true)).size IS NOT NULL;
  IF fexists THEN
    file_length := (pg_stat_file(path)).size;
    block_size := 4096;
  END IF;
END
$$;
