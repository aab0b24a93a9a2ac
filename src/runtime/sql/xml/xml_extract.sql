-- EXTRACT(xml, path [, namespaces]): the nodes, NULL where there are none. (SQL Language Reference, "EXTRACT (XML)")
CREATE FUNCTION ora.xml_extract(doc xml, path text, declarations text DEFAULT NULL) RETURNS xml
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT xmlagg(n ORDER BY i) FROM unnest(ora.xml_nodes(doc, path, declarations)) WITH ORDINALITY AS u(n, i) $$;
