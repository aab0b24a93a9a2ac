-- The piece of an associative array within one of a package (ora.inner_name) in which a key is, if it is there.
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.inner_piece(place text, key {key}) RETURNS ora.{key}_map
LANGUAGE plpgsql
AS $$
BEGIN
  IF right(place, 3) = '},)' THEN
    RETURN ora.package_piece(ora.inner_name(place), key, false);
  END IF;
  RETURN coalesce(place, '({},{})')::ora.{key}_map;
END
$$;
