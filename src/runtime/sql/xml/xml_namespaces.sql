-- A namespace argument `xmlns:p="uri" xmlns="uri"` as pairs of prefix and name; the default namespace gets the prefix ora_default. (SQL Language Reference, "EXTRACTVALUE")
CREATE FUNCTION ora.xml_namespaces(declarations text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT array_agg(ARRAY[coalesce(m[1], 'ora_default'), coalesce(m[2], m[3])] ORDER BY i)
  FROM regexp_matches(declarations, $re$xmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')$re$, 'g') WITH ORDINALITY AS t(m, i)
$$;
