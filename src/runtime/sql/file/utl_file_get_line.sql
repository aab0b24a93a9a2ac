-- UTL_FILE.GET_LINE: the next line without its end; NO_DATA_FOUND behind the last, ORA-29284 where it is longer than the file was opened for.
CREATE PROCEDURE ora.utl_file_get_line(file ora.utl_file_file_type, OUT buffer text, len integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.utl_file_state(file, 'r');
  at bigint := ora.state_get('utl_file_at:' || file.id)::bigint;
  size integer := (known ->> 'size')::integer;
  bytes bytea := pg_read_binary_file(known ->> 'path', at, least(size, coalesce(len, size)) + 2, true);
  line_end integer := position('\x0a'::bytea IN bytes);
BEGIN
  PERFORM ora.utl_file_plain(file);
  IF bytes IS NULL OR bytes = '' THEN
    PERFORM ora.raise(1403, NULL);
  ELSIF line_end = 0 AND octet_length(bytes) > size THEN
    PERFORM ora.raise(29284, 'file read error');
  END IF;
  line_end := CASE WHEN line_end = 0 THEN octet_length(bytes) + 1 ELSE line_end END;
  IF len IS NOT NULL AND line_end - 1 > len THEN
    buffer := convert_from(substr(bytes, 1, len), getdatabaseencoding());
    at := at + len;
  ELSE
    buffer := nullif(rtrim(convert_from(substr(bytes, 1, line_end - 1), getdatabaseencoding()), E'\r'), '');
    at := at + line_end;
  END IF;
  PERFORM ora.state_set('utl_file_at:' || file.id, at::text);
END
$$;
