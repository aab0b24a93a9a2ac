-- The text in a node, as XPath takes it.
CREATE FUNCTION ora.dom_content(id integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb := ora.dom_get(id);
BEGIN
  IF (node ->> 't')::integer NOT IN (1, 9, 11) THEN
    RETURN node ->> 'v';
  END IF;
  RETURN (SELECT string_agg(ora.dom_content(x), '' ORDER BY i) FROM unnest(ora.dom_ids(node -> 'c')) WITH ORDINALITY AS u(x, i)
    WHERE (ora.dom_get(x) ->> 't')::integer IN (1, 3, 4));
END
$$;
