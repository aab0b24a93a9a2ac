-- ora.package_item_has with the index of the array that ora.package_items has made, if any, in which something follows each key: one expression, and split_part,
-- because strpos counts the characters before what it finds.
CREATE FUNCTION ora.package_item_has_of(items text, name text, key integer, missing_ok boolean) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN CASE
    WHEN items IS NOT NULL AND key IS NOT NULL THEN split_part(items, E'\x1E' || key || E'\x1F', 2) <> ''
    ELSE ora.map_has((ora.package_map_with(items, name, key, missing_ok)).k, key)
  END;
END
$$;

CREATE FUNCTION ora.package_item_has_of(items text, name text, key text, missing_ok boolean) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN CASE
    WHEN items IS NOT NULL AND strpos(key, E'\x1E') = 0 THEN split_part(items, E'\x1E' || key || E'\x1F', 2) <> ''
    ELSE ora.map_has((ora.package_map_with(items, name, key, missing_ok)).k, key)
  END;
END
$$;
