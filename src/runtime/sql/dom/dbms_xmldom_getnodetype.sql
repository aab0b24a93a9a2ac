-- DBMS_XMLDOM.GETNODETYPE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getnodetype(n integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT (ora.dom_get(n) ->> 't')::integer
$$;
