-- Text as the content of an element.
CREATE FUNCTION ora.xml_escaped(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT replace(replace(replace(replace(value, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), chr(13), '&#13;') $$;
