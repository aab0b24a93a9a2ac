-- DBMS_XMLDOM.SETSTANDALONE: part of the declaration that is written. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_setstandalone(doc integer, standalone text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dom_put(doc, ora.dom_get(doc) || jsonb_build_object('standalone', standalone));
END
$$;
