-- a / b as Oracle's NUMBER: 39 or 40 significant digits, where numeric alone gives some 20. Division by zero is 22012 (ORA-01476).
CREATE FUNCTION ora.div(a numeric, b numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  quotient numeric := a / b;
BEGIN
  IF quotient * b = a THEN
    RETURN ora.num(trim_scale(quotient));
  END IF;
  -- Ten digits more than can be kept. The exponent is of an approximation, and right to within one. A quotient that was rounded
  -- to nothing is smaller than 1E-130 unless its operands differ by that much, which the second estimate sees.
  quotient := round(a, greatest(scale(a), 51 - CASE
    WHEN quotient <> 0 THEN ora.num_exponent(quotient)
    ELSE ora.num_exponent(a) - ora.num_exponent(b)
  END)) / b;
  RETURN ora.num(quotient);
END
$$;
