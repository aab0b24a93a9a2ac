-- The path of a file of the database server: the location is a directory object, whose path the setting ora.directory_<name> gives, or a path. (PL/SQL Packages, "UTL_FILE")
CREATE FUNCTION ora.server_path(location text, filename text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  folder text := CASE WHEN location LIKE '%/%' THEN location ELSE nullif(current_setting('ora.directory_' || lower(location), true), '') END;
BEGIN
  IF folder IS NULL THEN
    PERFORM ora.raise(29280, 'invalid directory path');
  ELSIF filename IS NULL OR filename LIKE '%/%' THEN
    PERFORM ora.raise(29288, 'file name is invalid');
  END IF;
  RETURN rtrim(folder, '/') || '/' || filename;
END
$$;
