-- DBMS_XMLDOM.GETSTANDALONE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getstandalone(doc integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.dom_get(doc) ->> 'standalone'
$$;
