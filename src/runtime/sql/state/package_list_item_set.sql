-- Sets an element of a nested table or varray of a package, which takes `most` elements; a wrong subscript is an error. (ora.subscript_error)
CREATE FUNCTION ora.package_list_item_set(name text, i integer, value text, most integer DEFAULT NULL, missing_ok boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_get(name, missing_ok);
  elements text[];
  piece text;
  done integer;
BEGIN
  IF octet_length(whole) > 2000 THEN
    whole := ora.package_list_split(name, whole);
  END IF;
  IF whole LIKE 'l%' THEN
    IF i BETWEEN 1 AND substr(whole, 2)::integer THEN
      piece := name || '/' || (i - 1) / 64;
      elements := ora.state_fetch(piece);
      elements[(i - 1) % 64 + 1] := value;
      PERFORM ora.state_set(piece, elements::text);
      RETURN;
    END IF;
    done := ora.subscript_error(substr(whole, 2)::integer, i, most);
  END IF;
  elements := whole;
  IF i BETWEEN 1 AND cardinality(elements) THEN
    elements[i] := value;
    PERFORM ora.package_set(name, elements::text);
    RETURN;
  END IF;
  done := ora.subscript_error(cardinality(elements), i, most);
END
$$;
