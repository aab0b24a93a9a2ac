-- EXTRACT(xml, path [, namespaces]): the nodes, NULL where there are none; Oracle writes the quotes in a text as entities.
-- (SQL Language Reference, "EXTRACT (XML)")
CREATE FUNCTION ora.xml_extract(doc xml, path text, declarations text DEFAULT NULL) RETURNS xml
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN path ~ 'text\(\s*\)\s*$' THEN replace(replace(n::text, '"', '&quot;'), '''', '&apos;')::xml ELSE n END
  FROM ora.xml_query(doc, path, declarations) AS n
$$;
