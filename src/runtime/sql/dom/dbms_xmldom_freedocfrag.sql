-- DBMS_XMLDOM.FREEDOCFRAG: the handle alone goes. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_freedocfrag(df integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  NULL;
END
$$;
