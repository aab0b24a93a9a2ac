-- DBMS_XMLDOM.GETNAMEDITEM. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getnameditem(nnm integer, name text) RETURNS integer
LANGUAGE sql
AS $$
  SELECT ora.dom_attribute((ora.dom_get(nnm) ->> 'p')::integer, name)
$$;
