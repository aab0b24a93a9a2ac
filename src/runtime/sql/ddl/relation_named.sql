-- The relation that a name means as Oracle writes it, in quotes or without, with its owner or without; NULL where there is none. One of an owner that
-- has no schema stands in the default schema.
CREATE FUNCTION ora.relation_named(written text) RETURNS regclass
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(to_regclass(string_agg(part, '.' ORDER BY n)), to_regclass((array_agg(part ORDER BY n DESC))[1]))
  FROM (SELECT quote_ident(ora.own_name(m[1])) AS part, n FROM regexp_matches(written, '("[^"]+"|[^\s."]+)', 'g') WITH ORDINALITY AS p(m, n)) AS parts
$$;
