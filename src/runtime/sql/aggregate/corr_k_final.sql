-- Concordant less discordant pairs of observations, by the root of the pairs that differ in y times those that differ in x.
CREATE FUNCTION ora.corr_k_final(kept numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH observed AS MATERIALIZED (SELECT i, kept[i] AS y, kept[i + 1] AS x FROM generate_series(1, cardinality(kept), 2) AS i)
  SELECT ora.div(sum(sign(a.y - b.y) * sign(a.x - b.x)), nullif(ora.sqrt(sum(abs(sign(a.y - b.y))) * sum(abs(sign(a.x - b.x)))), 0))
  FROM observed AS a JOIN observed AS b ON a.i < b.i
$$;
