-- DBMS_XMLDOM.INSERTDATA: counted from 0. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_insertdata(cd integer, start integer, data text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  old text := ora.dom_get(cd) ->> 'v';
BEGIN
  PERFORM ora.dom_put(cd, ora.dom_get(cd) || jsonb_build_object('v', left(old, start) || data || substr(old, start + 1)));
END
$$;
