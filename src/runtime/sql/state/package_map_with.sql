-- The array of a package, or the piece of it in which a key is, read from the state; one of moderate size gets its index, unless `items` is that.
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.package_map_with(items text, name text, key {key}, missing_ok boolean) RETURNS ora.{key}_map
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_get(name, missing_ok);
  map ora.{key}_map;
BEGIN
  IF octet_length(whole) <= 2000 AND whole LIKE '(%' THEN
    map := whole::ora.{key}_map;
    IF items IS NULL THEN
      PERFORM ora.package_items(name, map.k::text[], map.v);
    END IF;
  ELSE
    map := ora.package_piece(name, key, missing_ok);
  END IF;
  RETURN map;
END
$$;
