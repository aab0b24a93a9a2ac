-- DBMS_XMLDOM.HASCHILDNODES. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_haschildnodes(n integer) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT coalesce(jsonb_array_length(ora.dom_get(n) -> 'c'), 0) > 0
$$;
