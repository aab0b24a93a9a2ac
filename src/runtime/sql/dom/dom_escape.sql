-- Text as it is written in XML; with quotes, as the value of an attribute.
CREATE FUNCTION ora.dom_escape(value text, quoted boolean) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE WHEN quoted THEN replace(e, '"', '&quot;') ELSE e END
  FROM (SELECT replace(replace(replace(coalesce(value, ''), '&', '&amp;'), '<', '&lt;'), '>', '&gt;') AS e) AS s
$$;
