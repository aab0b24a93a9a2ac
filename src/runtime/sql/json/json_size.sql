-- GET_SIZE: members of an object, elements of an array, 1 of a scalar.
CREATE FUNCTION ora.json_size(element ora.json_element) RETURNS integer
LANGUAGE sql
AS $$
  SELECT CASE c.kind WHEN 'object' THEN cardinality(ora.json_parts(c.content)) / 2 WHEN 'array' THEN cardinality(ora.json_parts(c.content)) ELSE 1 END
  FROM (SELECT ora.json_kind(element) AS kind, ora.json_held(element) AS content) AS c
$$;
