-- The condition IS JSON: unknown for NULL. (SQL Language Reference, "IS JSON Condition")
CREATE FUNCTION ora.is_json(doc text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN doc <> '' THEN ora.json_parse(doc) IS NOT NULL END $$;
