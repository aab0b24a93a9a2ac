-- The percentile of collected numbers by linear interpolation between the two neighbours of row 1 + p * (n - 1).
CREATE FUNCTION ora.percentile_cont_final(vals numeric[], p numeric, descending boolean) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  ordered numeric[] := ARRAY(SELECT v FROM unnest(vals) v WHERE v IS NOT NULL ORDER BY CASE WHEN descending THEN -v ELSE v END);
  n integer := cardinality(ordered);
  row_number numeric := 1 + p * (n - 1);
  below integer := floor(row_number);
BEGIN
  IF p < 0 OR p > 1 OR p IS NULL THEN
    RETURN ora.raise(30493, 'The percentile value should be a number between 0 and 1.', p);
  END IF;
  IF n = 0 THEN
    RETURN NULL;
  END IF;
  IF row_number = below THEN
    RETURN ordered[below];
  END IF;
  RETURN ora.num_computed(trim_scale(ordered[below] * (below + 1 - row_number) + ordered[below + 1] * (row_number - below)));
END
$$;
