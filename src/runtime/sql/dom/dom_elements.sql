-- The elements below a node in document order, of a name or, by *, all.
CREATE FUNCTION ora.dom_elements(id integer, tag text) RETURNS integer[]
LANGUAGE plpgsql
AS $$
DECLARE
  found integer[] := '{}';
  child integer;
  node jsonb;
BEGIN
  FOREACH child IN ARRAY ora.dom_ids(ora.dom_get(id) -> 'c') LOOP
    node := ora.dom_get(child);
    IF (node ->> 't')::integer = 1 THEN
      IF tag = '*' OR node ->> 'n' = tag THEN
        found := found || child;
      END IF;
      found := found || ora.dom_elements(child, tag);
    END IF;
  END LOOP;
  RETURN found;
END
$$;
