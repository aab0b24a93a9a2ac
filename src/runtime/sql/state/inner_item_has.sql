-- EXISTS of an element of an associative array within one of a package (ora.inner_name).
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.inner_item_has(place text, key {key}) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
  map ora.{key}_map := ora.inner_piece(place, key);
BEGIN
  RETURN ora.map_has(map.k, key);
END
$$;
