-- JSON_EXISTS: unknown for NULL and the empty text, false for what is no JSON. (SQL Language Reference, "JSON_EXISTS Condition")
CREATE FUNCTION ora.json_exists(doc text, path text, variables jsonb DEFAULT '{}') RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE WHEN doc <> '' THEN coalesce(jsonb_path_exists(ora.json_parse(doc), path::jsonpath, variables, true), false) END $$;
