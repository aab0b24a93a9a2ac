-- ora.div of every two numbers.
CREATE FUNCTION ora.div_far(a numeric, b numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  quotient numeric := a / b;
BEGIN
  IF quotient * b = a THEN
    IF abs(quotient) < 1e10 AND scale(quotient) <= 30 THEN
      RETURN trim_scale(quotient);
    END IF;
    RETURN ora.num_computed(trim_scale(quotient));
  END IF;
  -- Of middling size: the place that is kept last is known by comparing, and 18 and more digits beyond it are worked out.
  IF abs(quotient) BETWEEN 0.0002 AND 999999 THEN
    quotient := round(a, greatest(scale(a), 60)) / b;
    RETURN trim_scale(round(quotient, CASE
      WHEN abs(quotient) < 0.01 THEN 42
      WHEN abs(quotient) < 1 THEN 40
      WHEN abs(quotient) < 100 THEN 38
      WHEN abs(quotient) < 10000 THEN 36
      ELSE 34
    END));
  END IF;
  -- Ten digits more than can be kept. The exponent is of an approximation, and right to within one. A quotient that was rounded
  -- to nothing is smaller than 1E-130 unless its operands differ by that much, which the second estimate sees.
  quotient := round(a, greatest(scale(a), 51 - CASE
    WHEN quotient <> 0 THEN ora.num_exponent(quotient)
    ELSE ora.num_exponent(a) - ora.num_exponent(b)
  END)) / b;
  RETURN ora.num_computed(quotient);
END
$$;
