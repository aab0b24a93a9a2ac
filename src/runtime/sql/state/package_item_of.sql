-- ora.package_item with the index of the array that ora.package_items has made, if any.
CREATE FUNCTION ora.package_item_of(items text, name text, key integer, missing_ok boolean) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  map ora.integer_map;
  rest text;
BEGIN
  IF items IS NOT NULL AND key IS NOT NULL THEN
    rest := split_part(items, E'\x1E' || key || E'\x1F', 2);
    IF rest <> '' THEN
      RETURN nullif(split_part(rest, E'\x1E', 1), '');
    END IF;
  END IF;
  map := ora.package_map_with(items, name, key, missing_ok);
  RETURN map.v[ora.map_at(map.k, key)];
END
$$;

CREATE FUNCTION ora.package_item_of(items text, name text, key text, missing_ok boolean) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  map ora.text_map;
  rest text;
BEGIN
  IF items IS NOT NULL AND strpos(key, E'\x1E') = 0 THEN
    rest := split_part(items, E'\x1E' || key || E'\x1F', 2);
    IF rest <> '' THEN
      RETURN nullif(split_part(rest, E'\x1E', 1), '');
    END IF;
  END IF;
  map := ora.package_map_with(items, name, key, missing_ok);
  RETURN map.v[ora.map_at(map.k, key)];
END
$$;
