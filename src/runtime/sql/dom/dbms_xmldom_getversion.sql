-- DBMS_XMLDOM.GETVERSION. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getversion(doc integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.dom_get(doc) ->> 'version'
$$;
