-- DBMS_XMLDOM.GETDOCUMENTELEMENT. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getdocumentelement(doc integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT (SELECT x FROM unnest(ora.dom_ids(ora.dom_get(doc) -> 'c')) WITH ORDINALITY AS u(x, i) WHERE (ora.dom_get(x) ->> 't')::integer = 1 ORDER BY i LIMIT 1)
$$;
