-- How many of the first keys are in order, now that one has been put behind them.
-- @each key | added
-- @of integer | k[ordered + 1]
-- @of text | k[ordered + 1] COLLATE "C"
CREATE FUNCTION ora.loose_ordered(k {key}[], ordered integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN cardinality(k) = ordered + 1 AND (ordered = 0 OR k[ordered] < {added}) THEN ordered + 1 ELSE ordered END
$$;
