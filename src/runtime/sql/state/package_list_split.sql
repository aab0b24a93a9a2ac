-- Takes a nested table or varray of a package apart into pieces of 64 elements; what the store holds of it then.
CREATE FUNCTION ora.package_list_split(name text, whole text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  elements text[] := whole;
  made text := 'l' || cardinality(elements);
BEGIN
  FOR p IN 0 .. (cardinality(elements) - 1) / 64 LOOP
    PERFORM ora.state_set(name || '/' || p, elements[p * 64 + 1:p * 64 + 64]::text);
  END LOOP;
  PERFORM ora.package_set(name, made);
  RETURN made;
END
$$;
