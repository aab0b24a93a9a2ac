-- DBMS_XMLDOM.CREATEATTRIBUTE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_createattribute(doc integer, name text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new(jsonb_build_object('t', 2, 'd', doc, 'n', name));
END
$$;
