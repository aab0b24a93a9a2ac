-- DBMS_XMLDOM.CLONENODE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_clonenode(n integer, deep boolean) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_copy(n, deep, (ora.dom_get(n) ->> 'd')::integer);
END
$$;
