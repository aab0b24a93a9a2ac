-- Brings a result into what Oracle's NUMBER can hold: a mantissa of 20 base-100 digits, so 39 or 40 significant decimal digits
-- depending on whether the leading base-100 digit has one decimal digit or two; 1E-130 <= |x| < 1E126.
-- (SQL Language Reference, "NUMBER Data Type"; internal format: Call Interface Programmer's Guide, "NUMBER".)
CREATE FUNCTION ora.num_computed(x numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT COST 1
AS $$
DECLARE
  magnitude numeric;
BEGIN
  -- Below 1E10 the last kept place is 1E-30 or smaller: nothing to round, which is nearly every number there is.
  IF abs(x) < 1e10 AND scale(x) <= 30 OR abs(x) < 1e38 AND scale(x) = 0 THEN
    RETURN x;
  END IF;
  magnitude := abs(x);
  -- Of middling size: the place that is kept last is known by comparing.
  IF magnitude BETWEEN 0.0002 AND 999999 THEN
    RETURN trim_scale(round(x, CASE
      WHEN magnitude < 0.01 THEN 42
      WHEN magnitude < 1 THEN 40
      WHEN magnitude < 100 THEN 38
      WHEN magnitude < 10000 THEN 36
      ELSE 34
    END));
  END IF;
  IF magnitude >= 1e126 OR x = 'NaN' THEN
    RETURN ora.raise(1426, NULL, x);
  END IF;
  IF magnitude < 1e-130 THEN
    RETURN 0;
  END IF;
  RETURN trim_scale(round(x, 38 - 2 * floor(ora.num_exponent(x) / 2.0)::integer));
END
$$;
