-- DBMS_XMLDOM.REMOVEATTRIBUTE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_removeattribute(elem integer, name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  a integer := ora.dom_attribute(elem, name);
BEGIN
  IF a IS NOT NULL THEN
    PERFORM ora.dom_detach(a);
  END IF;
END
$$;
