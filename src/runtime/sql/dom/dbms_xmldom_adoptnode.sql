-- DBMS_XMLDOM.ADOPTNODE: the node itself, taken out of its document. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_adoptnode(doc integer, importednode integer) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dom_detach(importednode);
  RETURN importednode;
END
$$;
