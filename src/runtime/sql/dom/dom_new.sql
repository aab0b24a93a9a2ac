-- Adds a node to the store: its number.
CREATE FUNCTION ora.dom_new(node jsonb) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  id integer := coalesce(ora.state_get('dom:last')::integer, 0) + 1;
BEGIN
  PERFORM ora.state_set('dom:last', id::text);
  PERFORM ora.dom_put(id, node);
  RETURN id;
END
$$;
