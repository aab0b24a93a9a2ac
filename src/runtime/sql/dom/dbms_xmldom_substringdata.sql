-- DBMS_XMLDOM.SUBSTRINGDATA: counted from 0. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_substringdata(cd integer, start integer, cnt integer) RETURNS text
LANGUAGE sql
AS $$
  SELECT nullif(substr(ora.dom_get(cd) ->> 'v', start + 1, cnt), '')
$$;
