-- DBMS_XMLDOM.CREATEELEMENT. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_createelement(doc integer, tagname text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new(jsonb_build_object('t', 1, 'd', doc, 'n', tagname, 'c', '[]'::jsonb, 'a', '[]'::jsonb));
END
$$;

-- With a namespace, which the name's prefix stands for.
CREATE FUNCTION ora.dbms_xmldom_createelement(doc integer, tagname text, ns text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.dom_new(jsonb_build_object('t', 1, 'd', doc, 'n', tagname, 'ns', ns, 'c', '[]'::jsonb, 'a', '[]'::jsonb));
END
$$;
