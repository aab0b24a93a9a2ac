-- The constructor JSON: a text as a value of type JSON; what is no JSON is an error. (SQL Language Reference, "JSON Type Constructor")
CREATE FUNCTION ora.json_typed(doc text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  parsed jsonb := ora.json_parse(doc);
BEGIN
  IF parsed IS NULL AND doc <> '' THEN
    PERFORM ora.raise(40441, 'JSON syntax error');
  END IF;
  -- Numbers are values: 2.50 is 2.5.
  RETURN CASE WHEN doc ~ '\.[0-9]*0(?![0-9])' THEN ora.json_canonical(parsed::json)::jsonb ELSE parsed END;
END
$$;
