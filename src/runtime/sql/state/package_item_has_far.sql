-- ora.package_item_has of an array that has no index, or of a key that no index can have.
CREATE FUNCTION ora.package_item_has_far(items text, name text, key integer, missing_ok boolean) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_get(name, missing_ok);
  map ora.integer_map;
BEGIN
  IF octet_length(whole) <= 2000 AND whole LIKE '(%' THEN
    map := whole::ora.integer_map;
    IF items IS NULL THEN
      PERFORM ora.package_items(name, map.k::text[], map.v);
    END IF;
  ELSE
    map := ora.package_piece(name, key, missing_ok);
  END IF;
  RETURN ora.map_has(map.k, key);
END
$$;

CREATE FUNCTION ora.package_item_has_far(items text, name text, key text, missing_ok boolean) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_get(name, missing_ok);
  map ora.text_map;
BEGIN
  IF octet_length(whole) <= 2000 AND whole LIKE '(%' THEN
    map := whole::ora.text_map;
    IF items IS NULL THEN
      PERFORM ora.package_items(name, map.k::text[], map.v);
    END IF;
  ELSE
    map := ora.package_piece(name, key, missing_ok);
  END IF;
  RETURN ora.map_has(map.k, key);
END
$$;
