-- The text of a scalar, as GET_STRING gives it; NULL of null, of an object and of an array.
CREATE FUNCTION ora.json_string(element ora.json_element) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN left(element, 1) = '"' THEN NULLIF(element::json #>> '{}', '') WHEN element LIKE '@%' OR element = 'null' THEN NULL ELSE element END
$$;
