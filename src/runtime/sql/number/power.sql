-- POWER(a, b) of NUMBER. A negative base takes integer exponents only. (SQL Language Reference, "POWER")
CREATE FUNCTION ora.power(a numeric, b numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  estimate numeric;
BEGIN
  IF a < 0 AND b <> trunc(b) THEN
    RETURN ora.argument_out_of_range(a);
  END IF;
  IF b = 0 THEN
    RETURN 1;
  END IF;
  IF a = 0 THEN
    RETURN CASE WHEN b > 0 THEN 0 ELSE ora.power_of_zero(a) END;
  END IF;
  -- The decimal exponent of the result to within one, for the number of places it is computed to.
  estimate := b * (ora.num_exponent(a) + log((abs(a) / power(10::numeric, ora.num_exponent(a)))::float8)::numeric);
  IF estimate > 127 THEN
    RETURN ora.raise(1426, NULL, a);
  END IF;
  IF estimate < -132 THEN
    RETURN 0;
  END IF;
  IF b > 0 AND b = trunc(b) AND scale(a) = 0 AND estimate < 37 THEN
    RETURN trim_scale(power(a, b));
  END IF;
  RETURN ora.num_computed(power(round(a, greatest(scale(a), 45 - floor(estimate)::integer)), b));
END
$$;
