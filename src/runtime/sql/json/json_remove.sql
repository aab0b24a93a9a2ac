-- REMOVE: the key and its value, or the element at a place.
CREATE FUNCTION ora.json_remove(element ora.json_element, key text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  parts text[] := ora.json_parts(ora.json_held(element));
  place integer := ora.json_place(parts, key);
BEGIN
  IF place IS NOT NULL THEN
    PERFORM ora.json_keep(element, 'o' || (parts[:place - 2] || parts[place + 1:])::text);
  END IF;
END
$$;
CREATE FUNCTION ora.json_remove(element ora.json_element, place numeric) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  parts text[] := ora.json_parts(ora.json_held(element));
  n integer := trunc(place)::integer;
BEGIN
  IF n BETWEEN 0 AND cardinality(parts) - 1 THEN
    PERFORM ora.json_keep(element, 'a' || (parts[:n] || parts[n + 2:])::text);
  END IF;
END
$$;
