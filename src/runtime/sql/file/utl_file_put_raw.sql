-- UTL_FILE.PUT_RAW: adds bytes, which reach the file at FFLUSH or FCLOSE.
CREATE PROCEDURE ora.utl_file_put_raw(file ora.utl_file_file_type, buffer bytea, autoflush boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  at integer;
BEGIN
  PERFORM ora.utl_file_state(file, 'w,a');
  at := ora.state_get('utl_file_at:' || file.id)::integer + 1;
  PERFORM ora.state_set('utl_file:' || file.id || ':' || at, encode(coalesce(buffer, ''), 'hex'));
  PERFORM ora.state_set('utl_file_at:' || file.id, at::text);
  IF autoflush THEN
    CALL ora.utl_file_fflush(file);
  END IF;
END
$$;
