-- DBMS_XMLDOM.IMPORTNODE: a copy for a document. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_importnode(doc integer, importednode integer, deep boolean) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_copy(importednode, deep, doc);
END
$$;
