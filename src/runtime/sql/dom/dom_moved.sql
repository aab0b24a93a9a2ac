-- Notes that nodes have moved: lists are made anew.
CREATE FUNCTION ora.dom_moved() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('dom:changes', (coalesce(ora.state_get('dom:changes'), '0')::bigint + 1)::text);
END
$$;
