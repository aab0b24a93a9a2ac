-- DBMS_XMLDOM.GETLENGTH of a list, of the attributes of an element or of text. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getlength(n integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT CASE WHEN (node ->> 't')::integer > 0 THEN length(node ->> 'v') ELSE coalesce(cardinality(ora.dom_list(n)), 0) END FROM (SELECT ora.dom_get(n)) AS s(node)
$$;
