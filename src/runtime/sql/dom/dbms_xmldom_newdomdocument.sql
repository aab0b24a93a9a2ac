-- DBMS_XMLDOM.NEWDOMDOCUMENT: an empty document, or that of an XML value or a text. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_newdomdocument() RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  id integer := ora.dom_new('{"t": 9, "c": []}');
BEGIN
  PERFORM ora.dom_put(id, jsonb_build_object('t', 9, 'c', '[]'::jsonb, 'd', id));
  RETURN id;
END
$$;

CREATE FUNCTION ora.dbms_xmldom_newdomdocument(source xml) RETURNS integer
LANGUAGE sql
AS $$ SELECT ora.dom_parse(source::text) $$;

CREATE FUNCTION ora.dbms_xmldom_newdomdocument(source text) RETURNS integer
LANGUAGE sql
AS $$ SELECT ora.dom_parse(source) $$;
