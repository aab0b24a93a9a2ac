-- DBMS_XMLDOM.GETOWNERDOCUMENT. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getownerdocument(n integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT (ora.dom_get(n) ->> 'd')::integer
$$;
