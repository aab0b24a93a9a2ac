-- DBMS_XMLDOM.GETNAMESPACE: what the prefix of the name, or the default namespace, stands for there. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getnamespace(n integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.dom_namespace(n, substring(node ->> 'n' FROM '^(.*):')) FROM ora.dom_get(n) AS node
$$;
