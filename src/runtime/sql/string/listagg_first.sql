-- LISTAGG(DISTINCT …) of values in the order of others: each where it comes first. (SQL Language Reference, "LISTAGG")
CREATE FUNCTION ora.listagg_first(items text[], separator text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT string_agg(v.item, coalesce(separator, '') ORDER BY v.first)
  FROM (SELECT i.item, min(i.place) AS first FROM unnest(items) WITH ORDINALITY AS i (item, place) WHERE i.item IS NOT NULL GROUP BY i.item) AS v
$$;
