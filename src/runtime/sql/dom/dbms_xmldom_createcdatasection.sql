-- DBMS_XMLDOM.CREATECDATASECTION. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_createcdatasection(doc integer, data text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new(jsonb_build_object('t', 4, 'd', doc, 'v', data));
END
$$;
