-- The nodes that an XPath selects from a node: elements, attributes (a last step @name) and texts (a last step text()).
CREATE FUNCTION ora.dom_select(id integer, path text, declarations text) RETURNS integer[]
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb := ora.dom_get(id);
  top integer := coalesce((node ->> 'd')::integer, id);
  root integer;
  last_step text := substring(path FROM '(?:^|/)(@[^/\[\]()]+|text\(\))$');
  inner_path text := CASE WHEN last_step IS NULL THEN path ELSE rtrim(left(path, length(path) - length(last_step)), '/') END;
  found xml[];
  numbers integer[];
BEGIN
  IF path LIKE '%|%' OR path LIKE '%//' || last_step THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = format('OP4000 the XPath %s is not evaluated on a DOM document', path);
  END IF;
  IF (node ->> 't')::integer = 1 THEN
    inner_path := CASE WHEN inner_path = '' AND last_step IS NOT NULL THEN '.' ELSE inner_path END;
    inner_path := CASE WHEN inner_path LIKE '/%' THEN inner_path ELSE '//*[@oraphant-node="' || id || '"]/' || inner_path END;
  ELSIF inner_path NOT LIKE '/%' THEN
    inner_path := '/' || inner_path;
  END IF;
  SELECT x INTO root FROM unnest(ora.dom_ids(ora.dom_get(top) -> 'c')) AS x WHERE (ora.dom_get(x) ->> 't')::integer = 1;
  found := ora.xml_nodes(ora.dom_text(root, NULL, true)::xml, inner_path, declarations);
  SELECT array_agg(substring(n::text FROM '^<[^>]* oraphant-node="(\d+)"')::integer ORDER BY i) INTO numbers
  FROM unnest(found) WITH ORDINALITY AS u(n, i);
  IF last_step LIKE '@%' THEN
    numbers := ARRAY(SELECT ora.dom_attribute(x, substr(last_step, 2)) FROM unnest(numbers) WITH ORDINALITY AS u(x, i) ORDER BY i);
  ELSIF last_step IS NOT NULL THEN
    numbers := ARRAY(SELECT y FROM unnest(numbers) WITH ORDINALITY AS u(x, i), unnest(ora.dom_ids(ora.dom_get(x) -> 'c')) WITH ORDINALITY AS c(y, j)
      WHERE (ora.dom_get(y) ->> 't')::integer IN (3, 4) ORDER BY i, j);
  END IF;
  RETURN coalesce(array_remove(numbers, NULL), '{}');
END
$$;
