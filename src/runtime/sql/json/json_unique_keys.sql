-- The text of an object that is made WITH UNIQUE KEYS: a name that is there twice is an error. (SQL Language Reference, "JSON_OBJECT")
CREATE FUNCTION ora.json_unique_keys(doc text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF EXISTS (SELECT FROM json_object_keys(doc::json) AS k GROUP BY k HAVING count(*) > 1) THEN
    PERFORM ora.raise(40473, 'duplicate keys specified for JSON object', NULL::text);
  END IF;
  RETURN doc;
END
$$;
