-- An element as a subtype: TREAT(e AS JSON_OBJECT_T), JSON_OBJECT_T(e). The same object in memory; of another kind it is an error.
CREATE FUNCTION ora.json_as(element ora.json_element, wanted text) RETURNS ora.json_element
LANGUAGE plpgsql
AS $$
DECLARE
  kind text := CASE WHEN element IS NOT NULL THEN ora.json_kind(element) END;
BEGIN
  IF kind <> wanted AND (wanted <> 'scalar' OR kind IN ('object', 'array')) THEN
    PERFORM ora.raise(40587, 'invalid JSON type');
  END IF;
  RETURN element;
END
$$;
