-- COUNT of an associative array within one of a package (ora.inner_name).
CREATE FUNCTION ora.inner_map_count(place text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  IF right(place, 3) = '},)' THEN
    RETURN ora.package_map_count(ora.inner_name(place));
  END IF;
  RETURN cardinality((place::ora.text_map).k);
END
$$;
