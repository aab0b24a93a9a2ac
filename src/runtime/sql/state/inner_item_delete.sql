-- DELETE(key) of an associative array within one of a package; what stands for the array then (ora.inner_name).
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.inner_item_delete(place text, key {key}) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  map ora.{key}_map;
  slot integer;
BEGIN
  IF right(place, 3) = '},)' THEN
    PERFORM ora.package_item_delete(ora.inner_name(place), key);
    RETURN place;
  END IF;
  map := place::ora.{key}_map;
  slot := ora.map_found(map.k, key);
  IF slot > 0 THEN
    map := ROW(ora.array_cut(map.k, slot, slot), ora.array_cut(map.v, slot, slot));
  END IF;
  RETURN map::text;
END
$$;
