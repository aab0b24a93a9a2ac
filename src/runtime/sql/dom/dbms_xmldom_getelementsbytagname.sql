-- DBMS_XMLDOM.GETELEMENTSBYTAGNAME of a document or an element. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getelementsbytagname(n integer, name text) RETURNS integer
LANGUAGE sql
AS $$ SELECT ora.dom_new(jsonb_build_object('t', -2, 'p', n, 'n', name)) $$;
