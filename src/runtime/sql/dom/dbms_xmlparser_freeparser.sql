-- DBMS_XMLPARSER.FREEPARSER. (PL/SQL Packages and Types Reference, "DBMS_XMLPARSER")
CREATE FUNCTION ora.dbms_xmlparser_freeparser(p integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dom_free(p);
END
$$;
