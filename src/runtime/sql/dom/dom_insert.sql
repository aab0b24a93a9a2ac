-- Puts a node, or the children of a fragment, before a child of a node, or at its end.
CREATE FUNCTION ora.dom_insert(id integer, child integer, before integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb := ora.dom_get(child);
  parent jsonb;
  children integer[];
  place integer;
  ancestor integer := id;
  part integer;
BEGIN
  IF id IS NULL OR child IS NULL THEN
    RETURN NULL;
  END IF;
  WHILE ancestor IS NOT NULL LOOP
    IF ancestor = child THEN
      RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 DBMS_XMLDOM: a node cannot stand below itself';
    END IF;
    ancestor := (ora.dom_get(ancestor) ->> 'p')::integer;
  END LOOP;
  IF (node ->> 't')::integer = 11 THEN
    FOREACH part IN ARRAY ora.dom_ids(node -> 'c') LOOP
      PERFORM ora.dom_insert(id, part, before);
    END LOOP;
    RETURN child;
  END IF;
  IF child = before THEN
    RETURN child;
  END IF;
  PERFORM ora.dom_detach(child);
  parent := ora.dom_get(id);
  children := ora.dom_ids(parent -> 'c');
  place := coalesce(array_position(children, before), cardinality(children) + 1);
  PERFORM ora.dom_put(id, jsonb_set(parent, '{c}', to_jsonb(children[:place - 1] || child || children[place:]))),
    ora.dom_put(child, jsonb_set(ora.dom_get(child), '{p}', to_jsonb(id))), ora.dom_moved();
  RETURN child;
END
$$;
