-- JSON_OBJECT_T() and JSON_ARRAY_T().
CREATE FUNCTION ora.json_empty(kind text) RETURNS ora.json_element
LANGUAGE sql
AS $$ SELECT ora.json_hold(CASE kind WHEN 'object' THEN 'o{}' ELSE 'a{}' END) $$;
