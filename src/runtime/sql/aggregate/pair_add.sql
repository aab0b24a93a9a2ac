-- Adds one pair to the sums of ora.pair_sums.
CREATE FUNCTION ora.pair_add(s numeric[], y numeric, x numeric) RETURNS numeric[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN y IS NULL OR x IS NULL THEN s
    ELSE ARRAY[s[1] + 1, s[2] + y, s[3] + x, s[4] + y * y, s[5] + x * x, s[6] + x * y] END
$$;
