-- Writes a file of the server as a whole, by way of a large object: that needs EXECUTE on lo_export.
CREATE FUNCTION ora.utl_file_store(path text, content bytea) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  object oid := lo_from_bytea(0, content);
BEGIN
  BEGIN
    PERFORM lo_export(object, path);
  EXCEPTION WHEN undefined_file OR io_error OR system_error OR duplicate_file THEN
    PERFORM ora.raise(29283, 'invalid file operation');
  END;
  PERFORM lo_unlink(object);
END
$$;
