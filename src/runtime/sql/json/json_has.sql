-- HAS: is there such a key?
CREATE FUNCTION ora.json_has(element ora.json_element, key text) RETURNS boolean
LANGUAGE sql
AS $$ SELECT ora.json_place(ora.json_parts(ora.json_held(element)), key) IS NOT NULL $$;
