-- The JSON value of a text, NULL where it is none.
CREATE FUNCTION ora.json_parse(doc text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT
AS $$
BEGIN
  RETURN ora.json_doc(doc)::jsonb;
END
$$;
