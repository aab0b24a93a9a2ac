-- A value that an associative array of a package gets as an element, with the long arrays in it kept by themselves. Its shape: null for a value without
-- such arrays, [shape] for an array with the shape of its elements, {"2": shape} for a record with those of its fields, "list" for a nested table or varray.
CREATE FUNCTION ora.inner_made(value text, shape jsonb) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  fields text[];
  field text;
BEGIN
  IF octet_length(value) <= 400 OR value IS NULL THEN
    RETURN value;
  END IF;
  CASE jsonb_typeof(shape)
    WHEN 'array' THEN
      RETURN ora.inner_kept(ora.inner_elements_made(value, shape -> 0));
    WHEN 'object' THEN
      fields := ora.row_fields(value);
      FOR field IN SELECT jsonb_object_keys(shape) LOOP
        fields[field::integer] := ora.inner_made(fields[field::integer], shape -> field);
      END LOOP;
      RETURN ora.row_text(fields);
    WHEN 'string' THEN
      RETURN ora.inner_list_kept(value);
    ELSE
      RETURN value;
  END CASE;
END
$$;
