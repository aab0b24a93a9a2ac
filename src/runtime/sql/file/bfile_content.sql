-- The bytes of an open file.
CREATE FUNCTION ora.bfile_content(file_loc text, operation text) RETURNS bytea
LANGUAGE plpgsql
AS $$
BEGIN
  IF file_loc IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM ora.bfile_opened(file_loc, operation);
  RETURN pg_read_binary_file(ora.bfile_path(file_loc));
END
$$;
