-- DBMS_XMLDOM.GETLASTCHILD. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getlastchild(n integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT (ora.dom_get(n) -> 'c' ->> -1)::integer
$$;
