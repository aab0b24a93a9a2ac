-- DBMS_XMLPARSER.GETDOCUMENT. (PL/SQL Packages and Types Reference, "DBMS_XMLPARSER")
CREATE FUNCTION ora.dbms_xmlparser_getdocument(p integer) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN (ora.dom_get(p) ->> 'd')::integer;
END
$$;
