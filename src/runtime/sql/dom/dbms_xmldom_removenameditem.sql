-- DBMS_XMLDOM.REMOVENAMEDITEM: the node that was taken out. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_removenameditem(nnm integer, name text) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  a integer := ora.dbms_xmldom_getnameditem(nnm, name);
BEGIN
  IF a IS NOT NULL THEN
    PERFORM ora.dom_detach(a);
  END IF;
  RETURN a;
END
$$;
