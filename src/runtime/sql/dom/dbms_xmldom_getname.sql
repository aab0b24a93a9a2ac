-- DBMS_XMLDOM.GETNAME of an attribute. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getname(a integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.dom_get(a) ->> 'n'
$$;
