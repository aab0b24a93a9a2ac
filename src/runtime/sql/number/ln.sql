-- LN(n) of NUMBER, n greater than 0. (SQL Language Reference, "LN")
CREATE FUNCTION ora.ln(n numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF n <= 0 THEN
    RETURN ora.argument_out_of_range(n);
  END IF;
  -- Near 1 the logarithm is about n - 1, so its leading zeros are known from there.
  RETURN ora.num_computed(ln(round(n, greatest(scale(n), 45 - CASE
    WHEN n = 1 OR abs(n - 1) > 0.1 THEN 0
    ELSE ora.num_exponent(n - 1)
  END))));
END
$$;
