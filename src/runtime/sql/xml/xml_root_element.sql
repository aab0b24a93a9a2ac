-- XMLTYPE.GETROOTELEMENT: the name of the root, NULL for a fragment. (PL/SQL Packages and Types Reference, "XMLTYPE")
CREATE FUNCTION ora.xml_root_element(doc xml) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN doc IS DOCUMENT THEN (xpath('local-name(/*)', doc))[1]::text END $$;
