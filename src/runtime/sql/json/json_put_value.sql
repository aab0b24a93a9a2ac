-- A value as a part of another: of an object or array its text, which leaves it and what is in it marked as put.
CREATE FUNCTION ora.json_put_value(value ora.json_element) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  whole text;
BEGIN
  IF value IS NULL THEN
    RETURN 'null';
  ELSIF value NOT LIKE '@%' THEN
    RETURN value;
  END IF;
  whole := ora.json_whole(value);
  PERFORM ora.json_mark_put(value);
  RETURN whole;
END
$$;
