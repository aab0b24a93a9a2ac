-- DBMS_XMLDOM.SETVALUE of an attribute. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_setvalue(a integer, value text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dom_put(a, ora.dom_get(a) || jsonb_build_object('v', coalesce(value, '')));
END
$$;
