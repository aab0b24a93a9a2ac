-- DBMS_XMLDOM.CREATECOMMENT. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_createcomment(doc integer, data text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new(jsonb_build_object('t', 8, 'd', doc, 'v', data));
END
$$;
