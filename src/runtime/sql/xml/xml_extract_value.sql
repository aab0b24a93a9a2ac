-- EXTRACTVALUE(xml, path [, namespaces]): the text of one node; of several it is ORA-19025, of an element with elements in it ORA-19026.
-- (SQL Language Reference, "EXTRACTVALUE")
CREATE FUNCTION ora.xml_extract_value(doc xml, path text, declarations text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  nodes xml[] := ora.xml_nodes(doc, path, declarations);
BEGIN
  IF cardinality(nodes) > 1 THEN
    RETURN ora.raise(19025, 'EXTRACTVALUE returns value of only one node', NULL::text);
  END IF;
  IF nodes[1]::text ~ '^<[^!?][^<]*<[^/!?]' THEN
    RETURN ora.raise(19026, 'EXTRACTVALUE can only retrieve value of leaf node', NULL::text);
  END IF;
  RETURN ora.xml_string(nodes[1]);
END
$$;
