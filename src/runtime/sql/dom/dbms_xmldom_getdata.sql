-- DBMS_XMLDOM.GETDATA of text, comments and instructions. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getdata(cd integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT nullif(ora.dom_get(cd) ->> 'v', '')
$$;
