-- DBMS_XMLDOM.APPENDDATA. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_appenddata(cd integer, data text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  old text := ora.dom_get(cd) ->> 'v';
BEGIN
  PERFORM ora.dom_put(cd, ora.dom_get(cd) || jsonb_build_object('v', coalesce(old, '') || data));
END
$$;
