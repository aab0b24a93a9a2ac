-- The nodes of a list: -1 the children of its node, -2 the elements below it of its name, -3 the attributes, -4 those that were found, -5 the children of its name.
-- Lists are live, as the DOM wants them, but for those of an XPath.
CREATE FUNCTION ora.dom_list(id integer) RETURNS integer[]
LANGUAGE plpgsql
AS $$
DECLARE
  list jsonb := ora.dom_get(id);
  owner jsonb;
BEGIN
  IF list IS NULL THEN
    RETURN NULL;
  END IF;
  CASE (list ->> 't')::integer
    WHEN -4 THEN
      RETURN ora.dom_ids(list -> 'c');
    WHEN -2 THEN
      RETURN ora.dom_elements((list ->> 'p')::integer, list ->> 'n');
    WHEN -5 THEN
      RETURN ARRAY(SELECT x FROM unnest(ora.dom_ids(ora.dom_get((list ->> 'p')::integer) -> 'c')) WITH ORDINALITY AS u(x, i)
        WHERE (ora.dom_get(x) ->> 't')::integer = 1 AND (list ->> 'n' = '*' OR ora.dom_get(x) ->> 'n' = list ->> 'n') ORDER BY i);
    ELSE
      owner := ora.dom_get((list ->> 'p')::integer);
      RETURN ora.dom_ids(owner -> CASE WHEN (list ->> 't')::integer = -3 THEN 'a' ELSE 'c' END);
  END CASE;
END
$$;
