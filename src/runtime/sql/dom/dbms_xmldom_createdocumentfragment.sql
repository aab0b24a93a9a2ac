-- DBMS_XMLDOM.CREATEDOCUMENTFRAGMENT. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_createdocumentfragment(doc integer) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new(jsonb_build_object('t', 11, 'd', doc, 'c', '[]'::jsonb));
END
$$;
