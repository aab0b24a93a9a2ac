-- DBMS_XMLDOM.GETXMLTYPE: the document as an XML value. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getxmltype(doc integer) RETURNS xml
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_text(doc, 0)::xml;
END
$$;
