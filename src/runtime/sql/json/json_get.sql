-- GET and its kin: the value of a key of an object, the element of an array from 0 on; NULL where there is none.
CREATE FUNCTION ora.json_get(element ora.json_element, key text) RETURNS ora.json_element
LANGUAGE plpgsql
AS $$
DECLARE
  content text := ora.json_held(element);
  parts text[] := CASE WHEN left(content, 1) IN ('{', 'o') THEN ora.json_parts(content) END;
BEGIN
  RETURN ora.json_child(element, content, parts, ora.json_place(parts, key));
END
$$;
CREATE FUNCTION ora.json_get(element ora.json_element, place numeric) RETURNS ora.json_element
LANGUAGE plpgsql
AS $$
DECLARE
  content text := ora.json_held(element);
  parts text[] := CASE WHEN left(content, 1) IN ('[', 'a') THEN ora.json_parts(content) END;
BEGIN
  RETURN ora.json_child(element, content, parts, trunc(place)::integer + 1);
END
$$;
