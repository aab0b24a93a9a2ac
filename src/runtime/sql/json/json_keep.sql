-- Writes a changed object or array back. One that was put into another before is refused, past every handler: whether Oracle's other one sees the change is not documented.
CREATE FUNCTION ora.json_keep(element ora.json_element, content text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.state_get('json' || element) LIKE 'c%' THEN
    PERFORM ora.refused('OP2302 A JSON object or array is changed after it was put into another one. Finish it before, or put a clone().');
  END IF;
  PERFORM ora.state_set('json' || element, content);
END
$$;
