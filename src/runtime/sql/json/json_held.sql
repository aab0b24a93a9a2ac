-- What an element consists of: the text of a scalar, the content of an object or array.
CREATE FUNCTION ora.json_held(element ora.json_element) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  content text;
BEGIN
  IF element IS NULL THEN
    PERFORM ora.raise(30625, 'method dispatch on NULL SELF argument is disallowed');
  ELSIF element NOT LIKE '@%' THEN
    RETURN element;
  END IF;
  content := ltrim(ora.state_get('json' || element), 'c');
  IF content IS NULL THEN
    RAISE invalid_sql_statement_name USING MESSAGE = 'the JSON object belongs to another session, or the state of this one was discarded';
  END IF;
  RETURN content;
END
$$;
