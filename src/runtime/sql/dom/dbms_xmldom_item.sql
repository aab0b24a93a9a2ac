-- DBMS_XMLDOM.ITEM: counted from 0; NULL beyond the end. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_item(nl integer, idx numeric) RETURNS integer
LANGUAGE sql
AS $$
  SELECT (ora.dom_list(nl))[idx + 1]
$$;
