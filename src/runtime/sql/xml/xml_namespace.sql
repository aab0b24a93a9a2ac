-- XMLTYPE.GETNAMESPACE: the namespace of the root, NULL where it has none. (PL/SQL Packages and Types Reference, "XMLTYPE")
CREATE FUNCTION ora.xml_namespace(doc xml) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN doc IS DOCUMENT THEN nullif((xpath('namespace-uri(/*)', doc))[1]::text, '') END $$;
