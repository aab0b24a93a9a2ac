-- object, array, string, number, boolean or null.
CREATE FUNCTION ora.json_kind(element ora.json_element) RETURNS text
LANGUAGE sql
AS $$
  SELECT CASE left(ora.json_held(element), 1)
    WHEN '{' THEN 'object' WHEN 'o' THEN 'object' WHEN '[' THEN 'array' WHEN 'a' THEN 'array'
    WHEN '"' THEN 'string' WHEN 't' THEN 'boolean' WHEN 'f' THEN 'boolean' WHEN 'n' THEN 'null' ELSE 'number' END
$$;
