-- An element of a nested table or varray in a record of a package (ora.inner_list_name), which takes `most` elements; a wrong subscript is an error.
-- (ora.subscript_error)
CREATE FUNCTION ora.inner_list_item(place text, i integer, most integer DEFAULT NULL) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  name text := ora.inner_list_name(place);
  n integer;
  elements text[];
BEGIN
  IF name IS NULL THEN
    elements := place;
    n := cardinality(elements);
    IF i BETWEEN 1 AND n THEN
      RETURN elements[i];
    END IF;
  ELSE
    n := ora.inner_list_split(name);
    IF i BETWEEN 1 AND n THEN
      elements := ora.state_fetch(name || '/' || (i - 1) / 64);
      RETURN elements[(i - 1) % 64 + 1];
    END IF;
  END IF;
  RETURN ora.subscript_error(n, i, most);
END
$$;
