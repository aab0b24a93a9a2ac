-- DBMS_XMLDOM.HASATTRIBUTES. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_hasattributes(n integer) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT coalesce(jsonb_array_length(ora.dom_get(n) -> 'a'), 0) > 0
$$;
