-- DBMS_XMLDOM.SETATTRIBUTE. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_setattribute(elem integer, name text, newvalue text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  a integer := ora.dom_attribute(elem, name);
  node jsonb := ora.dom_get(elem);
BEGIN
  IF a IS NOT NULL THEN
    PERFORM ora.dom_put(a, ora.dom_get(a) || jsonb_build_object('v', coalesce(newvalue, '')));
  ELSE
    a := ora.dom_new(jsonb_build_object('t', 2, 'd', node -> 'd', 'p', elem, 'n', name, 'v', coalesce(newvalue, '')));
    PERFORM ora.dom_put(elem, jsonb_set(node, '{a}', (node -> 'a') || to_jsonb(a)));
  END IF;
END
$$;
