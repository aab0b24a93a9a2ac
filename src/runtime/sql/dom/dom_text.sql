-- A node as XML text. Elements that hold elements alone are written a line each, two spaces deeper than what they stand in;
-- depth NULL writes all without white space. numbered adds the numbers of the elements as an attribute, to find them again.
CREATE FUNCTION ora.dom_text(id integer, depth integer, numbered boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb := ora.dom_get(id);
  kind integer := (node ->> 't')::integer;
  content text := '';
  attributes text := '';
  part integer;
  inner_node jsonb;
  mixed boolean := false;
  children integer[];
BEGIN
  CASE kind
    WHEN 2 THEN
      RETURN (node ->> 'n') || '="' || ora.dom_escape(node ->> 'v', true) || '"';
    WHEN 3 THEN
      RETURN ora.dom_escape(node ->> 'v', false);
    WHEN 4 THEN
      RETURN '<![CDATA[' || coalesce(node ->> 'v', '') || ']]>';
    WHEN 7 THEN
      RETURN '<?' || (node ->> 'n') || coalesce(' ' || nullif(node ->> 'v', ''), '') || '?>';
    WHEN 8 THEN
      RETURN '<!--' || coalesce(node ->> 'v', '') || '-->';
    ELSE
      NULL;
  END CASE;
  children := ora.dom_ids(node -> 'c');
  IF kind <> 1 THEN
    IF kind = 9 AND node ? 'version' THEN
      content := '<?xml version="' || (node ->> 'version') || '"' || coalesce(' encoding="' || (node ->> 'charset') || '"', '')
        || coalesce(' standalone="' || (node ->> 'standalone') || '"', '') || '?>' || CASE WHEN depth IS NULL THEN '' ELSE E'\n' END;
    END IF;
    FOREACH part IN ARRAY children LOOP
      content := content || ora.dom_text(part, depth, numbered) || CASE WHEN depth IS NULL THEN '' ELSE E'\n' END;
    END LOOP;
    RETURN content;
  END IF;
  FOREACH part IN ARRAY ora.dom_ids(node -> 'a') LOOP
    attributes := attributes || ' ' || ora.dom_text(part, NULL);
  END LOOP;
  IF numbered THEN
    attributes := attributes || ' oraphant-node="' || id || '"';
  END IF;
  IF cardinality(children) = 0 THEN
    RETURN '<' || (node ->> 'n') || attributes || '/>';
  END IF;
  FOREACH part IN ARRAY children LOOP
    mixed := mixed OR (ora.dom_get(part) ->> 't')::integer IN (3, 4);
  END LOOP;
  FOREACH part IN ARRAY children LOOP
    content := content || CASE WHEN mixed OR depth IS NULL THEN '' ELSE E'\n' || repeat('  ', depth + 1) END
      || ora.dom_text(part, CASE WHEN NOT mixed THEN depth + 1 END, numbered);
  END LOOP;
  RETURN '<' || (node ->> 'n') || attributes || '>' || content
    || CASE WHEN mixed OR depth IS NULL THEN '' ELSE E'\n' || repeat('  ', depth) END || '</' || (node ->> 'n') || '>';
END
$$;
