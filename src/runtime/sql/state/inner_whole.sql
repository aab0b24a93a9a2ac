-- A value that an associative array of a package has as an element, or the array itself, with the arrays in it that are kept by themselves: what
-- ora.inner_made made it of.
CREATE FUNCTION ora.inner_whole(value text, shape jsonb) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  map ora.text_map;
  fields text[];
  field text;
BEGIN
  IF strpos(value, '},)') = 0 AND strpos(value, ']={NULL}') = 0 OR value IS NULL THEN
    RETURN value;
  END IF;
  CASE jsonb_typeof(shape)
    WHEN 'array' THEN
      IF ora.inner_name(value) IS NOT NULL THEN
        value := ora.package_map(ora.inner_name(value));
      END IF;
      IF jsonb_typeof(shape -> 0) = 'null' THEN
        RETURN value;
      END IF;
      map := value::ora.text_map;
      map.v := ARRAY(SELECT ora.inner_whole(e.value, shape -> 0) FROM unnest(map.v) WITH ORDINALITY AS e(value, i) ORDER BY e.i);
      RETURN map::text;
    WHEN 'object' THEN
      fields := ora.row_fields(value);
      FOR field IN SELECT jsonb_object_keys(shape) LOOP
        fields[field::integer] := ora.inner_whole(fields[field::integer], shape -> field);
      END LOOP;
      RETURN ora.row_text(fields);
    WHEN 'string' THEN
      RETURN ora.inner_list_whole(value);
    ELSE
      RETURN value;
  END CASE;
END
$$;
