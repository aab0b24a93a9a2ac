-- The text in an XML value, entities resolved; NULL where there is none.
CREATE FUNCTION ora.xml_string(doc xml) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT nullif(replace(replace(replace(replace(replace(
    string_agg(t::text, '' ORDER BY i), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#13;', chr(13)), '&amp;', '&'), '')
  FROM unnest(xpath('//text()', xmlelement(name x, doc))) WITH ORDINALITY AS u(t, i)
$$;
