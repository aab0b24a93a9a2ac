-- An element of an associative array that is itself an element, or a field of one, of an array of a package (ora.inner_name); NO_DATA_FOUND where there is none.
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.inner_item(place text, key {key}) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  map ora.{key}_map := ora.inner_piece(place, key);
BEGIN
  RETURN map.v[ora.map_at(map.k, key)];
END
$$;
