-- DBMS_XMLDOM.GETQUALIFIEDNAME: the name with its prefix. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getqualifiedname(n integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.dom_get(n) ->> 'n'
$$;
