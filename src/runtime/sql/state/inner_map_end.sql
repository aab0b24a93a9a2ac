-- FIRST and LAST key of an associative array within one of a package (ora.inner_name), as texts.
CREATE FUNCTION ora.inner_map_end(place text, which text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  k text[];
BEGIN
  IF right(place, 3) = '},)' THEN
    RETURN ora.package_map_end(ora.inner_name(place), which);
  END IF;
  k := (place::ora.text_map).k;
  RETURN k[CASE which WHEN 'FIRST' THEN 1 ELSE cardinality(k) END];
END
$$;
