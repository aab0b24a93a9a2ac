-- ora.package_item with the index of the array that ora.package_items has made, if any.
CREATE FUNCTION ora.package_item_of(items text, name text, key integer, missing_ok boolean) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  whole text;
  map ora.integer_map;
  rest text;
BEGIN
  IF items IS NOT NULL AND key IS NOT NULL THEN
    rest := split_part(items, E'\x1E' || key || E'\x1F', 2);
    IF rest <> '' THEN
      RETURN nullif(split_part(rest, E'\x1E', 1), E'\x1D');
    END IF;
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
  RETURN map.v[ora.map_at(map.k, key)];
END
$$;

CREATE FUNCTION ora.package_item_of(items text, name text, key text, missing_ok boolean) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  whole text;
  map ora.text_map;
  rest text;
BEGIN
  IF items IS NOT NULL AND strpos(key, E'\x1E') = 0 THEN
    rest := split_part(items, E'\x1E' || key || E'\x1F', 2);
    IF rest <> '' THEN
      RETURN nullif(split_part(rest, E'\x1E', 1), E'\x1D');
    END IF;
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
  RETURN map.v[ora.map_at(map.k, key)];
END
$$;
