-- ora.package_item_has with the index of the array that ora.package_items has made, if any.
CREATE FUNCTION ora.package_item_has_of(items text, name text, key integer, missing_ok boolean) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
  whole text;
  map ora.integer_map;
BEGIN
  IF items IS NOT NULL AND key IS NOT NULL THEN
    RETURN strpos(items, E'\x1E' || key || E'\x1F') > 0;
  END IF;
  whole := ora.package_get(name, missing_ok);
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

CREATE FUNCTION ora.package_item_has_of(items text, name text, key text, missing_ok boolean) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
  whole text;
  map ora.text_map;
BEGIN
  IF items IS NOT NULL AND strpos(key, E'\x1E') = 0 THEN
    RETURN strpos(items, E'\x1E' || key || E'\x1F') > 0;
  END IF;
  whole := ora.package_get(name, missing_ok);
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
