-- Brings a result into what Oracle's NUMBER can hold: a mantissa of 20 base-100 digits, so 39 or 40 significant decimal digits
-- depending on whether the leading base-100 digit has one decimal digit or two; 1E-130 <= |x| < 1E126.
-- (SQL Language Reference, "NUMBER Data Type"; internal format: Call Interface Programmer's Guide, "NUMBER".)
CREATE FUNCTION ora.num_computed(x numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT COST 1
AS $$
BEGIN
  -- Below 1E10 the last kept place is 1E-30 or smaller: nothing to round, which is nearly every number there is.
  -- Of middling size: the place that is kept last is known by comparing. One expression, as in ora.div.
  RETURN CASE
    WHEN scale(x) <= 30 AND abs(x) < 1e10 THEN x
    WHEN x >= 0.01 THEN CASE
      WHEN x < 1 THEN trim_scale(round(x, 40))
      WHEN x < 100 THEN trim_scale(round(x, 38))
      WHEN x < 10000 THEN trim_scale(round(x, 36))
      WHEN x < 1e6 THEN trim_scale(round(x, 34))
      WHEN x < 1e8 THEN trim_scale(round(x, 32))
      WHEN x < 1e38 AND scale(x) = 0 THEN x
      ELSE ora.num_far(x)
    END
    WHEN x <= -0.01 THEN CASE
      WHEN x > -1 THEN trim_scale(round(x, 40))
      WHEN x > -100 THEN trim_scale(round(x, 38))
      WHEN x > -10000 THEN trim_scale(round(x, 36))
      WHEN x > -1e6 THEN trim_scale(round(x, 34))
      WHEN x > -1e8 THEN trim_scale(round(x, 32))
      WHEN x > -1e38 AND scale(x) = 0 THEN x
      ELSE ora.num_far(x)
    END
    WHEN abs(x) >= 0.0002 THEN trim_scale(round(x, 42))
    ELSE ora.num_far(x)
  END;
END
$$;
