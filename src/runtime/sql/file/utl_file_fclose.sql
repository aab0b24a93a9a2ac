-- UTL_FILE.FCLOSE: writes what was added; the handle is that of no file any more.
CREATE PROCEDURE ora.utl_file_fclose(INOUT file ora.utl_file_file_type)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.utl_file_state(file);
BEGIN
  IF known ->> 'mode' <> 'r' THEN
    CALL ora.utl_file_fflush(file);
  END IF;
  PERFORM ora.state_clear('utl_file:' || file.id);
  PERFORM ora.state_clear('utl_file_at:' || file.id);
  file := NULL;
END
$$;
