-- DBMS_XMLDOM.WRITETOBUFFER: the node as text. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE PROCEDURE ora.dbms_xmldom_writetobuffer(n integer, INOUT buffer text, charset text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  buffer := nullif(ora.dom_text(n, 0), '');
END
$$;
