-- DBMS_XMLDOM.CREATEPROCESSINGINSTRUCTION. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_createprocessinginstruction(doc integer, target text, data text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new(jsonb_build_object('t', 7, 'd', doc, 'n', target, 'v', data));
END
$$;
