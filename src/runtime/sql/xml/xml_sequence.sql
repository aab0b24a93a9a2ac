-- XMLSEQUENCE(xml): the top-level nodes, each a document of its own. (SQL Language Reference, "XMLSEQUENCE")
CREATE FUNCTION ora.xml_sequence(doc xml) RETURNS xml[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT xpath('/x/node()', xmlelement(name x, doc)) WHERE doc IS NOT NULL $$;
