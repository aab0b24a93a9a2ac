-- PRIOR(key) of an associative array within one of a package (ora.inner_name).
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.inner_item_prior(place text, key {key}) RETURNS {key}
LANGUAGE plpgsql
AS $$
BEGIN
  IF right(place, 3) = '},)' THEN
    RETURN ora.package_item_prior(ora.inner_name(place), key);
  END IF;
  RETURN ora.map_prior((place::ora.{key}_map).k, key);
END
$$;
