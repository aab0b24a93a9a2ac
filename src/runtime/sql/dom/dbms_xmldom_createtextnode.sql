-- DBMS_XMLDOM.CREATETEXTNODE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_createtextnode(doc integer, data text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new(jsonb_build_object('t', 3, 'd', doc, 'v', data));
END
$$;
