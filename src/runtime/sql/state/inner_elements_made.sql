-- An associative array with what ora.inner_made makes of its elements.
CREATE FUNCTION ora.inner_elements_made(value text, shape jsonb) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  map ora.text_map;
BEGIN
  IF octet_length(value) <= 400 OR value IS NULL OR jsonb_typeof(shape) = 'null' THEN
    RETURN value;
  END IF;
  map := value::ora.text_map;
  map.v := ARRAY(SELECT ora.inner_made(e.value, shape) FROM unnest(map.v) WITH ORDINALITY AS e(value, i) ORDER BY e.i);
  RETURN map::text;
END
$$;
