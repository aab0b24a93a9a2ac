-- DBMS_XMLDOM.GETCHILDNODES. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getchildnodes(n integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT CASE WHEN n IS NOT NULL THEN ora.dom_new(jsonb_build_object('t', -1, 'p', n)) END
$$;
