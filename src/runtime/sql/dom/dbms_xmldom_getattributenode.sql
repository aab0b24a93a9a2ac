-- DBMS_XMLDOM.GETATTRIBUTENODE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getattributenode(elem integer, name text) RETURNS integer
LANGUAGE sql
AS $$
  SELECT ora.dom_attribute(elem, name)
$$;
