-- DBMS_XMLDOM.GETVALUE of an attribute. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getvalue(a integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT nullif(ora.dom_get(a) ->> 'v', '')
$$;
