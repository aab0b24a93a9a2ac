-- DBMS_XMLDOM.FREEDOCUMENT. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_freedocument(doc integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dom_free(doc);
END
$$;
