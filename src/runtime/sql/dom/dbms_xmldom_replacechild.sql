-- DBMS_XMLDOM.REPLACECHILD: the node that was replaced. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_replacechild(n integer, newchild integer, oldchild integer) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dom_insert(n, newchild, oldchild), ora.dom_detach(oldchild);
  RETURN oldchild;
END
$$;
