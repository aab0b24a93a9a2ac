-- DBMS_XMLDOM.GETOWNERELEMENT. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getownerelement(a integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT (ora.dom_get(a) ->> 'p')::integer
$$;
