-- ORA-29285 where a line of the text is longer than the file was opened for. (PL/SQL Packages and Types Reference, "UTL_FILE", "FOPEN Function")
CREATE PROCEDURE ora.utl_file_fits(file ora.utl_file_file_type, buffer text)
LANGUAGE plpgsql
AS $$
DECLARE
  size integer := (ora.utl_file_state(file, 'w,a') ->> 'size')::integer;
BEGIN
  IF length(buffer) > size AND EXISTS (SELECT FROM regexp_split_to_table(buffer, E'\n') AS line WHERE length(line) > size) THEN
    PERFORM ora.raise(29285, 'file write error');
  END IF;
END
$$;
