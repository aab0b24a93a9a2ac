-- DBMS_XSLPROCESSOR.READ2CLOB: the text of a file of the database server, which is in UTF-8. ORA-29283 where there is none.
CREATE FUNCTION ora.dbms_xslprocessor_read2clob(flocation text, fname text, csid numeric DEFAULT 0) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  path text := ora.server_path(flocation, fname);
BEGIN
  IF (pg_stat_file(path, true)).size IS NULL THEN
    PERFORM ora.raise(29283, 'invalid file operation');
  END IF;
  RETURN nullif(convert_from(pg_read_binary_file(path), 'UTF8'), '');
END
$$;
