-- PUT of an object: the value of a key, in its place if the key is there, else behind the others.
CREATE FUNCTION ora.json_put(element ora.json_element, key text, value ora.json_element) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  parts text[] := ora.json_parts(ora.json_held(element));
  place integer := ora.json_place(parts, key);
BEGIN
  IF place IS NULL THEN
    parts := parts || ARRAY[key, ora.json_put_value(value)];
  ELSE
    parts[place] := ora.json_put_value(value);
  END IF;
  PERFORM ora.json_keep(element, 'o' || parts::text);
END
$$;
-- PUT of an array: at a place from 0 on, before what is there unless that is overwritten; places between the end and it become null.
CREATE FUNCTION ora.json_put(element ora.json_element, place numeric, value ora.json_element, overwrite boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  parts text[] := ora.json_parts(ora.json_held(element));
  n integer := trunc(place)::integer;
BEGIN
  IF n < 0 THEN
    RETURN;
  END IF;
  IF n >= cardinality(parts) THEN
    parts := parts || array_fill('null'::text, ARRAY[n - cardinality(parts)]) || ora.json_put_value(value);
  ELSIF overwrite THEN
    parts[n + 1] := ora.json_put_value(value);
  ELSE
    parts := parts[:n] || ora.json_put_value(value) || parts[n + 1:];
  END IF;
  PERFORM ora.json_keep(element, 'a' || parts::text);
END
$$;
