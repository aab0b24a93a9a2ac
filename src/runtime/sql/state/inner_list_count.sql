-- The number of elements of a nested table or varray in a record of a package (ora.inner_list_name); NULL where it is NULL.
CREATE FUNCTION ora.inner_list_count(place text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  IF starts_with(place, '[-') THEN
    RETURN ora.inner_list_split(ora.inner_list_name(place));
  END IF;
  RETURN cardinality(place::text[]);
END
$$;
