-- DBMS_XMLDOM.DELETEDATA: counted from 0. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_deletedata(cd integer, start integer, cnt integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  old text := ora.dom_get(cd) ->> 'v';
BEGIN
  PERFORM ora.dom_put(cd, ora.dom_get(cd) || jsonb_build_object('v', left(old, start) || substr(old, start + cnt + 1)));
END
$$;
