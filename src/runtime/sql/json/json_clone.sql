-- CLONE: an object or array of its own with the same content.
CREATE FUNCTION ora.json_clone(element ora.json_element) RETURNS ora.json_element
LANGUAGE sql
AS $$ SELECT CASE WHEN element LIKE '@%' THEN ora.json_hold(ora.json_whole(element)) ELSE element END $$;
