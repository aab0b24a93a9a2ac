-- A document behind a declaration, on a line of its own; declared: what it says besides the version. (SQL Language Reference, XMLROOT)
CREATE FUNCTION ora.xml_declared(doc xml, version text, declared text DEFAULT '') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT format(E'<?xml version="%s"%s?>\n', coalesce(version, '1.0'), declared) || regexp_replace(doc::text, '^<\?xml\s[^>]*\?>\s*', '')
$$;
