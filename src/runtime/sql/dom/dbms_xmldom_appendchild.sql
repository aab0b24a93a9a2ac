-- DBMS_XMLDOM.APPENDCHILD: the node that was added. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_appendchild(n integer, newchild integer) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_insert(n, newchild, NULL);
END
$$;
