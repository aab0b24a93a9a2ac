-- DBMS_XMLDOM.GETATTRIBUTES: NULL where the node is no element. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getattributes(n integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT ora.dom_new(jsonb_build_object('t', -3, 'p', n)) FROM ora.dom_get(n) AS node WHERE (node ->> 't')::integer = 1
$$;
