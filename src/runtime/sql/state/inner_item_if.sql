-- ora.inner_item, NULL where there is none.
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.inner_item_if(place text, key {key}) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  map ora.{key}_map := ora.inner_piece(place, key);
BEGIN
  RETURN map.v[ora.map_slot(map.k, key)];
END
$$;
