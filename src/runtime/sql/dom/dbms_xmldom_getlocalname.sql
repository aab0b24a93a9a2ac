-- DBMS_XMLDOM.GETLOCALNAME. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getlocalname(n integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT regexp_replace(node ->> 'n', '^.*:', '') FROM ora.dom_get(n) AS node
$$;
