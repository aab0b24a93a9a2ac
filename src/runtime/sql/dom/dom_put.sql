-- Stores a node of a document tree.
CREATE FUNCTION ora.dom_put(id integer, node jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('dom:' || id, node::text);
END
$$;
