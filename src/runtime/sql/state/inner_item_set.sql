-- Sets an element of an associative array within one of a package; what stands for the array then (ora.inner_name), which is what stood there before where
-- it is kept by itself.
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.inner_item_set(place text, key {key}, value text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  map ora.{key}_map;
  slot integer;
BEGIN
  IF right(place, 3) = '},)' THEN
    PERFORM ora.package_item_set(ora.inner_name(place), key, value);
    RETURN place;
  END IF;
  map := coalesce(place, '({},{})')::ora.{key}_map;
  slot := ora.map_slot(map.k, key);
  IF slot < 0 THEN
    slot := -slot;
    IF slot <= cardinality(map.k) THEN
      map.v := ora.array_open(map.v, slot);
      map.k := ora.array_open(map.k, slot);
    END IF;
    map.k[slot] := key;
  END IF;
  map.v[slot] := value;
  RETURN ora.inner_kept(map::text);
END
$$;
