-- A value as a literal of XPath, which has no escapes; a NULL is the empty set of nodes, equal to nothing.
CREATE FUNCTION ora.xpath_literal(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN coalesce(value, '') = '' THEN '/..'
    WHEN value !~ '''' THEN '''' || value || ''''
    WHEN value !~ '"' THEN '"' || value || '"'
    ELSE 'concat(''' || replace(value, '''', ''',"''",''') || ''')'
  END
$$;
CREATE FUNCTION ora.xpath_literal(value numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT coalesce(trim_scale(value)::text, '/..') $$;
