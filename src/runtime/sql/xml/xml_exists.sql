-- EXISTSNODE(xml, path, namespaces): 1 or 0. (SQL Language Reference, "EXISTSNODE")
CREATE FUNCTION ora.xml_exists(doc xml, path text, declarations text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN cardinality(ora.xml_nodes(doc, path, declarations)) > 0 THEN 1 ELSE 0 END WHERE doc IS NOT NULL $$;
