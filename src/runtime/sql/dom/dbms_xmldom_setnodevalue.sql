-- DBMS_XMLDOM.SETNODEVALUE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_setnodevalue(n integer, nodevalue text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF (ora.dom_get(n) ->> 't')::integer NOT IN (1, 9, 11) THEN
    PERFORM ora.dom_put(n, ora.dom_get(n) || jsonb_build_object('v', nodevalue));
  END IF;
END
$$;
