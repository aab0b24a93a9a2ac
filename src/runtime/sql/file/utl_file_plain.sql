-- ORA-29298 where a file of FOPEN_NCHAR is read or written as one of FOPEN. (PL/SQL Packages and Types Reference, "UTL_FILE", CHARSETMISMATCH)
CREATE FUNCTION ora.utl_file_plain(file ora.utl_file_file_type) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.state_get('utl_file_national:' || coalesce(file.id, 0)) = 'Y' THEN
    PERFORM ora.raise(29298, 'Character set mismatch');
  END IF;
END
$$;
