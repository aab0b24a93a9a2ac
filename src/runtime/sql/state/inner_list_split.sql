-- Takes a nested table or varray that is kept by itself (ora.inner_list_name) apart, if it is not yet: into the number of its elements, and pieces of 64,
-- so that an element is read and written without the others. The number.
CREATE FUNCTION ora.inner_list_split(name text) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.state_fetch(name);
  elements text[];
BEGIN
  IF starts_with(whole, 'l') THEN
    RETURN substr(whole, 2);
  END IF;
  elements := whole;
  FOR p IN 0 .. (cardinality(elements) - 1) / 64 LOOP
    PERFORM ora.state_set(name || '/' || p, elements[p * 64 + 1:p * 64 + 64]::text);
  END LOOP;
  PERFORM ora.state_set(name, 'l' || cardinality(elements));
  RETURN cardinality(elements);
END
$$;
