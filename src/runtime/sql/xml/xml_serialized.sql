-- A document as libxml2 writes it, without its declaration: attributes in double quotes, elements without content as one tag.
CREATE FUNCTION ora.xml_serialized(doc xml) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT string_agg(n::text, '' ORDER BY i) FROM unnest(xpath('/node()', doc)) WITH ORDINALITY AS u(n, i) $$;
