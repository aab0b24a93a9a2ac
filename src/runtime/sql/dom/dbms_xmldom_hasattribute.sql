-- DBMS_XMLDOM.HASATTRIBUTE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_hasattribute(elem integer, name text) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT ora.dom_attribute(elem, name) IS NOT NULL
$$;
