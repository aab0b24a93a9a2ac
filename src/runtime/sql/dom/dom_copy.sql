-- A copy of a node for a document, with what is below it if wanted; it has no parent.
CREATE FUNCTION ora.dom_copy(id integer, deep boolean, document integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb := ora.dom_get(id);
  copied integer;
  inner_id integer;
  parts integer[] := '{}';
BEGIN
  copied := ora.dom_new(node - 'p' - 'c' - 'a' || jsonb_build_object('d', document));
  FOREACH inner_id IN ARRAY ora.dom_ids(node -> 'a') LOOP
    parts := parts || ora.dom_copy(inner_id, true, document);
    PERFORM ora.dom_put(parts[cardinality(parts)], ora.dom_get(parts[cardinality(parts)]) || jsonb_build_object('p', copied));
  END LOOP;
  PERFORM ora.dom_put(copied, ora.dom_get(copied) || jsonb_build_object('a', parts));
  IF deep THEN
    FOREACH inner_id IN ARRAY ora.dom_ids(node -> 'c') LOOP
      PERFORM ora.dom_insert(copied, ora.dom_copy(inner_id, true, document), NULL);
    END LOOP;
  END IF;
  RETURN copied;
END
$$;
