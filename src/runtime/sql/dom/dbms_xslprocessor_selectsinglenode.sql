-- DBMS_XSLPROCESSOR.SELECTSINGLENODE: the first node of an XPath, or NULL. (PL/SQL Packages and Types Reference, "DBMS_XSLPROCESSOR")
CREATE FUNCTION ora.dbms_xslprocessor_selectsinglenode(n integer, pattern text, namespace text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN (ora.dom_select(n, pattern, namespace))[1];
END
$$;
