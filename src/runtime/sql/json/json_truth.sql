-- TRUE and FALSE; NULL of anything else.
CREATE FUNCTION ora.json_truth(element ora.json_element) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE lower(ora.json_string(element)) WHEN 'true' THEN true WHEN 'false' THEN false END $$;
