-- Takes a node and all below it out of the store.
CREATE FUNCTION ora.dom_free(id integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb := ora.state_get('dom:' || id)::jsonb;
  part integer;
BEGIN
  IF node IS NULL THEN
    RETURN;
  END IF;
  FOREACH part IN ARRAY ora.dom_ids(node -> 'a') || ora.dom_ids(node -> 'c') LOOP
    PERFORM ora.dom_free(part);
  END LOOP;
  EXECUTE 'DEALLOCATE ' || ora.state_key('dom:' || id);
END
$$;
