-- DBMS_XMLDOM.SPLITTEXT: the part from the offset on, counted from 0, becomes a node of its own behind the text. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_splittext(t integer, offst integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb := ora.dom_get(t);
  text text := node ->> 'v';
  rest integer;
BEGIN
  IF offst NOT BETWEEN 0 AND length(text) THEN
    PERFORM ora.raise(31181);
  END IF;
  rest := ora.dom_new(jsonb_build_object('t', node -> 't', 'd', node -> 'd', 'v', substr(text, offst + 1)));
  IF node ? 'p' THEN
    PERFORM ora.dom_insert((node ->> 'p')::integer, rest, ora.dbms_xmldom_getnextsibling(t));
  END IF;
  PERFORM ora.dom_put(t, node || jsonb_build_object('v', left(text, offst)));
  RETURN rest;
END
$$;
