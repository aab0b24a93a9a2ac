-- Text as the SQL/XML functions write it into an element: with both quotes as entities, too, which PostgreSQL writes as they are.
CREATE FUNCTION ora.xml_text(value text) RETURNS xml
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT replace(replace(replace(replace(replace(replace(
    value, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&apos;'), chr(13), '&#x0d;')::xml
$$;
