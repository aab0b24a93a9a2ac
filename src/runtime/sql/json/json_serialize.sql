-- JSON_SERIALIZE: the text of a document, without blanks or PRETTY; what is no JSON is an error unless NULL ON ERROR. (SQL Language Reference, "JSON_SERIALIZE")
CREATE FUNCTION ora.json_serialize(doc text, pretty boolean DEFAULT false, on_error text DEFAULT 'ERROR')
RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  parsed json := ora.json_doc(doc);
BEGIN
  IF doc IS NULL OR doc = '' THEN
    RETURN NULL;
  END IF;
  IF parsed IS NULL THEN
    RETURN CASE on_error WHEN 'ERROR' THEN ora.raise(40441, 'JSON syntax error', NULL::text) END;
  END IF;
  RETURN CASE WHEN pretty THEN ora.json_pretty(parsed) ELSE ora.json_text(parsed) END;
END
$$;
