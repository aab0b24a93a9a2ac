-- The condition IS JSON: unknown for NULL. Before JSON has a type of its own (compatible 20), a scalar alone is no document
-- unless the condition asks for one; `first_of`: what the first character of those that it asks for is one of.
-- (SQL Language Reference, "IS JSON Condition"; JSON Developer's Guide, "SQL/JSON Conditions IS JSON and IS NOT JSON")
CREATE FUNCTION ora.is_json(
  doc text, strict boolean DEFAULT false, unique_keys boolean DEFAULT false, first_of text DEFAULT '[[{]'
) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF doc <> '' THEN
    RETURN CASE
      WHEN doc !~ ('^\s*' || first_of) THEN false
      WHEN NOT unique_keys THEN ora.json_doc(doc, strict) IS NOT NULL
      ELSE coalesce(ora.json_unique(ora.json_doc(doc, strict)), false)
    END;
  END IF;
  RETURN NULL;
END
$$;

-- Of a BLOB: its bytes as UTF-8 text; what is no such text is no JSON. (JSON Developer's Guide, "Character Sets and Character Encoding for JSON Data")
CREATE FUNCTION ora.is_json(
  doc bytea, strict boolean DEFAULT false, unique_keys boolean DEFAULT false, first_of text DEFAULT '[[{]'
) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  RETURN ora.is_json(convert_from(doc, 'UTF8'), strict, unique_keys, first_of);
EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
  RETURN false;
END
$$;
