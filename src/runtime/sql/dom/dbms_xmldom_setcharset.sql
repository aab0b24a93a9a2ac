-- DBMS_XMLDOM.SETCHARSET: part of the declaration that is written. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_setcharset(doc integer, charset text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dom_put(doc, ora.dom_get(doc) || jsonb_build_object('charset', charset));
END
$$;
