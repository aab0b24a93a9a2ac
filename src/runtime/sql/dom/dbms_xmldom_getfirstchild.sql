-- DBMS_XMLDOM.GETFIRSTCHILD. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getfirstchild(n integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT (ora.dom_get(n) -> 'c' ->> 0)::integer
$$;
