-- UTL_FILE.GET_LINE_NCHAR: GET_LINE of a file that FOPEN_NCHAR has opened. (PL/SQL Packages and Types Reference, "UTL_FILE")
CREATE PROCEDURE ora.utl_file_get_line_nchar(file ora.utl_file_file_type, OUT buffer text, len integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.utl_file_state(file, 'r');
  at bigint := ora.state_get('utl_file_at:' || file.id)::bigint;
  size integer := (known ->> 'size')::integer;
  bytes bytea := pg_read_binary_file(known ->> 'path', at, least(size, coalesce(len, size)) + 2, true);
  line_end integer := position('\x0a'::bytea IN bytes);
BEGIN
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
