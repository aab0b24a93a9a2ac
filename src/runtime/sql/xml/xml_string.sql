-- The text in an XML value, that of CDATA sections, too, entities resolved; NULL where there is none.
CREATE FUNCTION ora.xml_string(doc xml) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT nullif(replace(replace(replace(replace(
    (xpath('string(/x)', xmlelement(name x, doc)))[1]::text, '&lt;', '<'), '&gt;', '>'), '&#x0d;', chr(13)), '&amp;', '&'), '')
$$;
