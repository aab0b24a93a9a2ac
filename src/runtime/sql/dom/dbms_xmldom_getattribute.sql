-- DBMS_XMLDOM.GETATTRIBUTE: NULL where there is none. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getattribute(elem integer, name text) RETURNS text
LANGUAGE sql
AS $$
  SELECT nullif(ora.dom_get(ora.dom_attribute(elem, name)) ->> 'v', '')
$$;
