-- DBMS_XMLDOM.REMOVECHILD: the node that was removed. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_removechild(n integer, oldchild integer) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dom_detach(oldchild);
  RETURN oldchild;
END
$$;
