-- DBMS_XMLDOM.GETCHILDRENBYTAGNAME. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getchildrenbytagname(elem integer, name text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new(jsonb_build_object('t', -5, 'p', elem, 'n', name));
END
$$;
