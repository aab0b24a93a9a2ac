-- DBMS_XMLPARSER.NEWPARSER. (PL/SQL Packages and Types Reference, "DBMS_XMLPARSER")
CREATE FUNCTION ora.dbms_xmlparser_newparser() RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new('{"t": -9}');
END
$$;
