-- DBMS_XMLDOM.GETTAGNAME. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_gettagname(elem integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.dom_get(elem) ->> 'n'
$$;
