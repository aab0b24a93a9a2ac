-- Writes a changed object or array back. One that was put into another before is refused: whether Oracle's other one sees the change is not documented.
CREATE FUNCTION ora.json_keep(element ora.json_element, content text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.state_get('json' || element) LIKE 'c%' THEN
    RAISE feature_not_supported USING
      MESSAGE = 'a JSON object or array is changed after it was put into another one',
      HINT = 'Finish it before it is put, or put a clone().';
  END IF;
  PERFORM ora.state_set('json' || element, content);
END
$$;
