-- The part at a place of an object or array; an object or array there becomes one that the session holds, so that changes show in both.
CREATE FUNCTION ora.json_child(element ora.json_element, content text, parts text[], place integer) RETURNS ora.json_element
LANGUAGE plpgsql
AS $$
DECLARE
  mark text := CASE WHEN ora.state_get('json' || element) LIKE 'c%' THEN 'c' ELSE '' END;
BEGIN
  IF parts[place] ~ '^[[{]' THEN
    parts[place] := ora.json_hold(mark || parts[place]);
    PERFORM ora.state_set('json' || element, mark || translate(left(content, 1), '{[', 'oa') || parts::text);
  END IF;
  RETURN parts[place];
END
$$;
