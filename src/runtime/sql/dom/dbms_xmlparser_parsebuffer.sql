-- DBMS_XMLPARSER.PARSEBUFFER. (PL/SQL Packages and Types Reference, "DBMS_XMLPARSER")
CREATE FUNCTION ora.dbms_xmlparser_parsebuffer(p integer, doc text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  parser jsonb := ora.dom_get(p);
BEGIN
  PERFORM ora.dom_put(p, parser || jsonb_build_object('d', ora.dom_parse(doc, coalesce((parser ->> 'keep')::boolean, false))));
END
$$;
