-- DBMS_XSLPROCESSOR.SELECTNODES: the nodes of an XPath. (PL/SQL Packages and Types Reference, "DBMS_XSLPROCESSOR")
CREATE FUNCTION ora.dbms_xslprocessor_selectnodes(n integer, pattern text, namespace text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new(jsonb_build_object('t', -4, 'c', ora.dom_select(n, pattern, namespace)));
END
$$;
