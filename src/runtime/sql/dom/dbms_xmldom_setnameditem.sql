-- DBMS_XMLDOM.SETNAMEDITEM: the node that was replaced, else NULL. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_setnameditem(nnm integer, arg integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT ora.dbms_xmldom_setattributenode((ora.dom_get(nnm) ->> 'p')::integer, arg)
$$;
