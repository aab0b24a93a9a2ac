-- DBMS_XSLPROCESSOR.VALUEOF: the text in the first node of an XPath. (PL/SQL Packages and Types Reference, "DBMS_XSLPROCESSOR")
CREATE FUNCTION ora.dbms_xslprocessor_valueof(n integer, pattern text, namespace text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN nullif(ora.dom_content((ora.dom_select(n, pattern, namespace))[1]), '');
END
$$;
