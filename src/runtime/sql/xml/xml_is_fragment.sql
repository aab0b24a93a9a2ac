-- XMLTYPE.ISFRAGMENT: 1 where there is not one root, else 0. (PL/SQL Packages and Types Reference, "XMLTYPE")
CREATE FUNCTION ora.xml_is_fragment(doc xml) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN doc IS DOCUMENT THEN 0 ELSE 1 END WHERE doc IS NOT NULL $$;
