-- DBMS_XMLDOM.GETPREVIOUSSIBLING. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_getprevioussibling(n integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT ids[array_position(ids, n) - 1] FROM ora.dom_ids(ora.dom_get((ora.dom_get(n) ->> 'p')::integer) -> 'c') AS ids
$$;
