-- DBMS_XMLDOM.FREENODE: the handle alone goes; the node stays in its document. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_freenode(n integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  NULL;
END
$$;
