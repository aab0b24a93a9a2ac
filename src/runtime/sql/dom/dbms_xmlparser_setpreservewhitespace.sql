-- DBMS_XMLPARSER.SETPRESERVEWHITESPACE. (PL/SQL Packages and Types Reference, "DBMS_XMLPARSER")
CREATE FUNCTION ora.dbms_xmlparser_setpreservewhitespace(p integer, yes boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dom_put(p, ora.dom_get(p) || jsonb_build_object('keep', yes));
END
$$;
