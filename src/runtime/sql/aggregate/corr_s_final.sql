-- The coefficient of the pairs' ranks; equal values have the mean of the ranks that they take.
CREATE FUNCTION ora.corr_s_final(kept numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ora.pair_statistic('corr', ora.pair_sums(y, x)) FROM (
    SELECT rank() OVER (ORDER BY kept[i]) + (count(*) OVER (PARTITION BY kept[i]) - 1) / 2.0,
      rank() OVER (ORDER BY kept[i + 1]) + (count(*) OVER (PARTITION BY kept[i + 1]) - 1) / 2.0
    FROM generate_series(1, cardinality(kept), 2) AS i) AS ranks(y, x)
$$;
