-- WIDTH_BUCKET(expr, low, high, buckets): 0 below, buckets + 1 at or above the end; low may be the greater one.
-- (SQL Language Reference, "WIDTH_BUCKET"; a NULL or useless bound is ORA-30494)
CREATE FUNCTION ora.width_bucket(expr numeric, low numeric, high numeric, buckets numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF low IS NULL OR high IS NULL OR buckets IS NULL OR low = high OR trunc(buckets) < 1 THEN
    RETURN ora.raise(30494, 'The argument [' || CASE
      WHEN low IS NULL THEN 2
      WHEN high IS NULL OR low = high THEN 3
      ELSE 4
    END || '] of WIDTH_BUCKET function is NULL or invalid.', NULL::numeric);
  END IF;
  RETURN width_bucket(expr, low, high, trunc(buckets)::integer);
END
$$;
