-- Has the session hold an object or array: its text, or, once members were taken out or put in, `o` or `a` and the array of what it consists of
-- (keys and values by turns, or elements). No ROLLBACK undoes it, as none does in Oracle.
CREATE FUNCTION ora.json_hold(content text) RETURNS ora.json_element
LANGUAGE plpgsql
AS $$
DECLARE
  made text := '@' || nextval('ora.state_clock');
BEGIN
  PERFORM ora.state_set('json' || made, content);
  RETURN made;
END
$$;
