-- The median of collected numbers: the middle one, or the mean of the two in the middle.
CREATE FUNCTION ora.median_final(vals numeric[]) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  ordered numeric[] := ARRAY(SELECT v FROM unnest(vals) v WHERE v IS NOT NULL ORDER BY v);
  n integer := cardinality(ordered);
BEGIN
  IF n = 0 THEN
    RETURN NULL;
  END IF;
  RETURN CASE
    WHEN n % 2 = 1 THEN ordered[n / 2 + 1]
    -- As PERCENTILE_CONT(0.5) interpolates, so that it agrees to the last digit.
    ELSE ora.num_computed(trim_scale(ordered[n / 2] + (ordered[n / 2 + 1] - ordered[n / 2]) * 0.5))
  END;
END
$$;
