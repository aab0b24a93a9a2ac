-- DBMS_XMLDOM.GETNODENAME: of texts and documents the names of the DOM. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getnodename(n integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT CASE (node ->> 't')::integer WHEN 3 THEN '#text' WHEN 4 THEN '#cdata-section' WHEN 8 THEN '#comment' WHEN 9 THEN '#document' WHEN 11 THEN '#document-fragment' ELSE node ->> 'n' END FROM ora.dom_get(n) AS node
$$;
