-- UTL_FILE.FGETPOS: how many bytes of a file were read; ORA-29283 in byte mode. (PL/SQL Packages and Types Reference, "UTL_FILE")
CREATE FUNCTION ora.utl_file_fgetpos(file ora.utl_file_file_type) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.utl_file_state(file, 'r');
  IF file.byte_mode THEN
    PERFORM ora.raise(29283, 'invalid file operation');
  END IF;
  RETURN ora.state_get('utl_file_at:' || file.id)::integer;
END
$$;
