-- The nodes of a list: -1 the children of its node, -2 the elements below it of its name, -3 the attributes, -4 those that were found, -5 the children of its name.
-- Lists are live, as the DOM wants them, but for those of an XPath: what was found is kept until nodes move.
CREATE FUNCTION ora.dom_list(id integer) RETURNS integer[]
LANGUAGE plpgsql
AS $$
DECLARE
  list jsonb := ora.dom_get(id);
  changes text := coalesce(ora.state_get('dom:changes'), '0');
  owner jsonb;
  found integer[];
BEGIN
  IF list IS NULL THEN
    RETURN NULL;
  ELSIF (list ->> 't')::integer = -4 OR list ->> 'at' = changes THEN
    RETURN ora.dom_ids(list -> 'c');
  END IF;
  owner := ora.dom_get((list ->> 'p')::integer);
  CASE (list ->> 't')::integer
    WHEN -2 THEN
      found := ora.dom_elements((list ->> 'p')::integer, list ->> 'n');
    WHEN -5 THEN
      found := ARRAY(SELECT x FROM unnest(ora.dom_ids(owner -> 'c')) WITH ORDINALITY AS u(x, i), LATERAL ora.dom_get(x) AS node
        WHERE (node ->> 't')::integer = 1 AND (list ->> 'n' = '*' OR node ->> 'n' = list ->> 'n') ORDER BY i);
    ELSE
      RETURN ora.dom_ids(owner -> CASE WHEN (list ->> 't')::integer = -3 THEN 'a' ELSE 'c' END);
  END CASE;
  PERFORM ora.dom_put(id, list || jsonb_build_object('c', found, 'at', changes));
  RETURN found;
END
$$;
