-- BFILENAME: the locator of a file, kept as directory/name. (SQL Language Reference, "BFILENAME")
CREATE FUNCTION ora.bfilename(directory text, filename text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT directory || '/' || filename $$;
