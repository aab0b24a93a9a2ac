-- DBMS_XMLDOM.GETSPECIFIED: attributes here are written, never by default. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getspecified(a integer) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT a IS NOT NULL
$$;
