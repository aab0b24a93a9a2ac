-- DBMS_XMLDOM.INSERTBEFORE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_insertbefore(n integer, newchild integer, refchild integer) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_insert(n, newchild, refchild);
END
$$;
