-- The path of a BFILE's file; ORA-22285 where its directory has no setting ora.directory_<name>. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.bfile_path(file_loc text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  folder text := nullif(current_setting('ora.directory_' || lower(split_part(file_loc, '/', 1)), true), '');
BEGIN
  IF file_loc IS NULL THEN
    PERFORM ora.raise(6502, 'PL/SQL: numeric or value error: invalid LOB locator specified: ORA-22275');
  ELSIF folder IS NULL THEN
    PERFORM ora.raise(22285, 'non-existent directory or file for FILEOPEN operation');
  ELSIF file_loc ~ '/\.\.(/|$)' THEN
    PERFORM ora.raise(22288, E'file or LOB operation FILEOPEN failed\nsoft link in path');
  END IF;
  RETURN rtrim(folder, '/') || substr(file_loc, strpos(file_loc, '/'));
END
$$;
