-- DBMS_XMLDOM.GETNODEVALUE: NULL for elements and documents. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getnodevalue(n integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT nullif(ora.dom_get(n) ->> 'v', '')
$$;
