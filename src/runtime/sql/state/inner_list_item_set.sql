-- Sets an element of a nested table or varray in a record of a package, which takes `most` elements; what stands for the list then (ora.inner_list_name).
-- A wrong subscript is an error. (ora.subscript_error)
CREATE FUNCTION ora.inner_list_item_set(place text, i integer, value text, most integer DEFAULT NULL) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  name text := ora.inner_list_name(place);
  piece text;
  n integer;
  elements text[];
BEGIN
  IF name IS NULL THEN
    elements := place;
    n := cardinality(elements);
    IF i BETWEEN 1 AND n THEN
      elements[i] := value;
      RETURN ora.inner_list_kept(elements::text);
    END IF;
  ELSE
    n := ora.inner_list_split(name);
    IF i BETWEEN 1 AND n THEN
      piece := name || '/' || (i - 1) / 64;
      elements := ora.state_fetch(piece);
      elements[(i - 1) % 64 + 1] := value;
      PERFORM ora.state_set(piece, elements::text);
      RETURN place;
    END IF;
  END IF;
  RETURN ora.subscript_error(n, i, most);
END
$$;
