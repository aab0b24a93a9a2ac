-- UTL_FILE.FOPEN: a file of the database server. Text is read in the database's character set. (PL/SQL Packages, "UTL_FILE")
CREATE FUNCTION ora.utl_file_fopen(location text, filename text, open_mode text, max_linesize integer DEFAULT 1024) RETURNS ora.utl_file_file_type
LANGUAGE plpgsql
AS $$
DECLARE
  path text := ora.server_path(location, filename);
  mode text := lower(open_mode);
  content bytea := '';
  file ora.utl_file_file_type;
BEGIN
  IF mode IS NULL OR mode NOT IN ('r', 'w', 'a', 'rb', 'wb', 'ab') THEN
    PERFORM ora.raise(29281, 'invalid mode');
  ELSIF max_linesize NOT BETWEEN 1 AND 32767 THEN
    PERFORM ora.raise(29287, 'invalid maximum line size');
  END IF;
  IF mode LIKE 'r%' AND (pg_stat_file(path, true)).size IS NULL THEN
    PERFORM ora.raise(29283, 'invalid file operation');
  ELSIF mode LIKE 'a%' AND (pg_stat_file(path, true)).size IS NOT NULL THEN
    content := pg_read_binary_file(path);
  END IF;
  IF mode NOT LIKE 'r%' THEN
    PERFORM ora.utl_file_store(path, content);
  END IF;
  file.id := coalesce(ora.state_get('utl_file:last')::integer, 0) + 1;
  file.datatype := 1;
  file.byte_mode := mode LIKE '%b';
  PERFORM ora.state_set('utl_file:last', file.id::text);
  PERFORM ora.state_set('utl_file:' || file.id, jsonb_build_object('path', path, 'mode', left(mode, 1), 'size', max_linesize, 'stored', encode(content, 'hex'))::text);
  PERFORM ora.state_set('utl_file_at:' || file.id, '0');
  RETURN file;
END
$$;
