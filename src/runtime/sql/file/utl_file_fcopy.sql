-- UTL_FILE.FCOPY: a file, or its lines from one number to another. (PL/SQL Packages and Types Reference, "UTL_FILE")
CREATE PROCEDURE ora.utl_file_fcopy(src_location text, src_filename text, dest_location text, dest_filename text, start_line integer DEFAULT 1, end_line integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  source text := ora.server_path(src_location, src_filename);
  content bytea;
BEGIN
  IF (pg_stat_file(source, true)).size IS NULL THEN
    PERFORM ora.raise(29283, 'invalid file operation');
  END IF;
  content := pg_read_binary_file(source);
  IF start_line > 1 OR end_line IS NOT NULL THEN
    -- The escape format leaves line ends as they are.
    content := coalesce((SELECT decode(string_agg(m[1], '' ORDER BY n), 'escape')
      FROM regexp_matches(encode(content, 'escape'), E'([^\n]*\n|[^\n]+$)', 'g') WITH ORDINALITY AS l(m, n)
      WHERE n >= coalesce(start_line, 1) AND (end_line IS NULL OR n <= end_line)), '');
  END IF;
  PERFORM ora.utl_file_store(ora.server_path(dest_location, dest_filename), content);
END
$$;
