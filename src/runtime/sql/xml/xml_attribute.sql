-- A start tag, as libxml2 writes it, with another value of an attribute: a new one is the last, a NULL takes it out.
CREATE FUNCTION ora.xml_attribute(tag text, name text, value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  start integer := position(' ' || name || '="' IN tag);
  length integer := 0;
  written text := coalesce(' ' || name || '="' || replace(replace(replace(ora.xml_escaped(value), '"', '&quot;'), chr(10), '&#10;'), chr(9), '&#9;') || '"', '');
BEGIN
  IF start = 0 THEN
    start := length(tag) - CASE WHEN tag LIKE '%/>' THEN 1 ELSE 0 END;
  ELSE
    length := length(name) + 3 + position('"' IN substr(tag, start + length(name) + 3));
  END IF;
  RETURN left(tag, start - 1) || written || substr(tag, start + length);
END
$$;
