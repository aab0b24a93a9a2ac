-- DBMS_XMLDOM.GETPREFIX. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getprefix(n integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT substring(node ->> 'n' FROM '^(.*):') FROM ora.dom_get(n) AS node
$$;
