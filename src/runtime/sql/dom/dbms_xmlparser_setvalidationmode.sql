-- DBMS_XMLPARSER.SETVALIDATIONMODE. (PL/SQL Packages and Types Reference, "DBMS_XMLPARSER")
CREATE FUNCTION ora.dbms_xmlparser_setvalidationmode(p integer, yes boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF yes THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 DBMS_XMLPARSER: documents are not validated in PostgreSQL';
  END IF;
END
$$;
