-- The condition IS JSON: unknown for NULL. (SQL Language Reference, "IS JSON Condition")
CREATE FUNCTION ora.is_json(doc text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN doc <> '' THEN ora.json_parse(doc) IS NOT NULL END $$;

-- Of a BLOB: its bytes as UTF-8 text; what is no such text is no JSON. (JSON Developer's Guide, "Character Sets and Character Encoding for JSON Data")
CREATE FUNCTION ora.is_json(doc bytea) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.is_json(convert_from(doc, 'UTF8'));
EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
  RETURN false;
END
$$;
