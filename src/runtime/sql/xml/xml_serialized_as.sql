-- XMLSERIALIZE with VERSION or ENCODING: the document is written anew, elements without content as one tag. (SQL Language Reference, XMLSERIALIZE)
CREATE FUNCTION ora.xml_serialized_as(doc xml, version text, declared text DEFAULT '') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT regexp_replace(ora.xml_declared(doc, version, declared), '<([^\s<>/!?]+)((?:\s[^<>]*)?)></\1>', '<\1\2/>', 'g')
$$;
