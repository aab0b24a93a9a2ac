-- GET_OBJECT and GET_ARRAY: what is there, if it is one.
CREATE FUNCTION ora.json_get_kind(element ora.json_element, wanted text) RETURNS ora.json_element
LANGUAGE sql
AS $$ SELECT CASE WHEN element IS NOT NULL AND ora.json_kind(element) = wanted THEN element END $$;
