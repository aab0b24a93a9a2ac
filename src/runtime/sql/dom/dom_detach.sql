-- Takes a node out of its parent.
CREATE FUNCTION ora.dom_detach(id integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb := ora.dom_get(id);
  parent integer := (node ->> 'p')::integer;
  owner jsonb;
  part text := CASE WHEN (node ->> 't')::integer = 2 THEN 'a' ELSE 'c' END;
BEGIN
  IF parent IS NULL THEN
    RETURN;
  END IF;
  owner := ora.dom_get(parent);
  PERFORM ora.dom_put(parent, jsonb_set(owner, ARRAY[part], to_jsonb(array_remove(ora.dom_ids(owner -> part), id)))),
    ora.dom_put(id, node - 'p'), ora.dom_moved();
END
$$;
