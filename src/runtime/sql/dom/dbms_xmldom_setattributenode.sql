-- DBMS_XMLDOM.SETATTRIBUTENODE: the attribute that was replaced, else NULL. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_setattributenode(elem integer, newattr integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  old integer := ora.dom_attribute(elem, ora.dom_get(newattr) ->> 'n');
  node jsonb;
BEGIN
  IF old = newattr THEN
    RETURN old;
  END IF;
  IF old IS NOT NULL THEN
    PERFORM ora.dom_detach(old);
  END IF;
  node := ora.dom_get(elem);
  PERFORM ora.dom_put(elem, jsonb_set(node, '{a}', (node -> 'a') || to_jsonb(newattr))),
    ora.dom_put(newattr, ora.dom_get(newattr) || jsonb_build_object('p', elem));
  RETURN old;
END
$$;
