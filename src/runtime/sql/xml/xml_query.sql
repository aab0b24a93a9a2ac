-- XMLQUERY, and EXTRACT but for how quotes are written: the nodes, NULL where there are none. libxml2 writes the node of a document with a declaration and a line
-- feed, which the node is without. (SQL Language Reference, "XMLQUERY")
CREATE FUNCTION ora.xml_query(doc xml, path text, declarations text DEFAULT NULL) RETURNS xml
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT xmlagg(CASE WHEN n::text ~ '^<\?xml\s' THEN regexp_replace(n::text, '^<\?xml[^>]*>\n?|\n$', '', 'g')::xml ELSE n END ORDER BY i)
FROM unnest(ora.xml_nodes(doc, path, declarations)) WITH ORDINALITY AS u(n, i) $$;
