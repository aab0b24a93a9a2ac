-- DBMS_XMLDOM.REMOVEATTRIBUTENODE: the attribute that was taken out. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_removeattributenode(elem integer, oldattr integer) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dom_detach(oldattr);
  RETURN oldattr;
END
$$;
