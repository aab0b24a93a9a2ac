-- DBMS_XMLDOM.WRITETOCLOB: the node as text. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE PROCEDURE ora.dbms_xmldom_writetoclob(n integer, INOUT cl text, charset text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  cl := nullif(ora.dom_text(n, 0), '');
END
$$;
