-- DBMS_XMLDOM.SETPREFIX. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_setprefix(n integer, prefix text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb := ora.dom_get(n);
BEGIN
  PERFORM ora.dom_put(n, node || jsonb_build_object('n', coalesce(nullif(prefix, '') || ':', '') || regexp_replace(node ->> 'n', '^.*:', '')));
END
$$;
