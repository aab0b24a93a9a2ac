-- An element of a text: JSON_OBJECT_T(…), JSON_ELEMENT_T.PARSE(…). What is no JSON, or not of the wanted kind, is an error.
-- (PL/SQL Packages and Types Reference, "JSON Data Structures")
CREATE FUNCTION ora.json_new(doc text, wanted text DEFAULT NULL) RETURNS ora.json_element
LANGUAGE plpgsql
AS $$
DECLARE
  parsed json := ora.json_doc(doc);
  kind text := json_typeof(parsed);
BEGIN
  IF doc IS NULL OR doc = '' THEN
    PERFORM ora.raise(40834, 'invalid input to JSON parse/load function');
  ELSIF parsed IS NULL THEN
    PERFORM ora.raise(40441, 'JSON syntax error');
  ELSIF kind <> wanted AND (wanted <> 'scalar' OR kind IN ('object', 'array')) THEN
    PERFORM ora.raise(40587, 'invalid JSON type');
  END IF;
  RETURN CASE WHEN kind IN ('object', 'array') THEN ora.json_hold(ora.json_canonical(parsed)) ELSE ora.json_canonical(parsed) END;
END
$$;
