-- UTL_FILE.FREMOVE: by the extension adminpack, without which nothing in the database may delete a file. ORA-29283 where there is none.
CREATE PROCEDURE ora.utl_file_fremove(location text, filename text)
LANGUAGE plpgsql
AS $$
DECLARE
  path text := ora.server_path(location, filename);
BEGIN
  IF (pg_stat_file(path, true)).size IS NULL THEN
    PERFORM ora.raise(29283, 'invalid file operation');
  END IF;
  EXECUTE format('SELECT %s($1)', ora.adminpack_function('pg_file_unlink')) USING path;
END
$$;
