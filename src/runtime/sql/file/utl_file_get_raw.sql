-- UTL_FILE.GET_RAW: the next bytes; NO_DATA_FOUND at the end.
CREATE PROCEDURE ora.utl_file_get_raw(file ora.utl_file_file_type, OUT buffer bytea, len integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.utl_file_state(file, 'r');
  at bigint := ora.state_get('utl_file_at:' || file.id)::bigint;
BEGIN
  buffer := pg_read_binary_file(known ->> 'path', at, coalesce(len, 32767), true);
  IF buffer IS NULL OR buffer = '' THEN
    PERFORM ora.raise(1403, NULL);
  END IF;
  PERFORM ora.state_set('utl_file_at:' || file.id, (at + octet_length(buffer))::text);
END
$$;
