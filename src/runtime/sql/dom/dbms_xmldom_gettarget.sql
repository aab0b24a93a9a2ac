-- DBMS_XMLDOM.GETTARGET of an instruction. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_gettarget(pi integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.dom_get(pi) ->> 'n'
$$;
