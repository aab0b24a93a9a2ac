-- UTL_FILE.FCLOSE_ALL: closes what the session has open; handles stay as they are.
CREATE PROCEDURE ora.utl_file_fclose_all()
LANGUAGE plpgsql
AS $$
DECLARE
  file ora.utl_file_file_type;
BEGIN
  FOR i IN 1 .. coalesce(ora.state_get('utl_file:last')::integer, 0) LOOP
    IF ora.state_get('utl_file:' || i) IS NOT NULL THEN
      file.id := i;
      CALL ora.utl_file_fclose(file);
    END IF;
  END LOOP;
END
$$;
