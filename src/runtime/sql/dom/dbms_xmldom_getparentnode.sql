-- DBMS_XMLDOM.GETPARENTNODE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getparentnode(n integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT (node ->> 'p')::integer FROM ora.dom_get(n) AS node WHERE (node ->> 't')::integer <> 2
$$;
