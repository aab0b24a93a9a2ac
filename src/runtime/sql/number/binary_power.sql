-- POWER of binary numbers: infinite, zero or NaN where PostgreSQL raises, which its logarithm tells: a sub-transaction could not start in a parallel
-- plan. (SQL Language Reference, "POWER", "Floating-Point Numbers")
CREATE FUNCTION ora.binary_power(x double precision, y double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  odd boolean;
  size double precision;
BEGIN
  IF x < 0 AND x > '-Infinity' AND abs(y) < 'Infinity' AND y <> trunc(y) THEN
    RETURN 'NaN';
  ELSIF x = '-Infinity' AND y <> trunc(y) AND y <> 'NaN' THEN
    RETURN CASE WHEN y > 0 THEN 'Infinity'::double precision ELSE 0 END;
  ELSIF x = 0 AND y = '-Infinity' THEN
    RETURN 'Infinity';
  ELSIF y = 0 OR x = 1 OR x = 'NaN' OR y = 'NaN' OR abs(x) = 'Infinity' OR abs(y) = 'Infinity' OR abs(x) = 1 OR abs(y) < 1e-10 AND x <> 0 THEN
    RETURN power(x, y);
  END IF;
  odd := abs(y) < 9007199254740992 AND y = trunc(y) AND mod(y::numeric, 2) <> 0;
  IF x = 0 THEN
    RETURN CASE WHEN y > 0 THEN power(x, y) WHEN x::text = '-0' AND odd THEN '-Infinity' ELSE 'Infinity' END;
  END IF;
  size := CASE WHEN abs(y) > 1e20 THEN sign(y) * sign(ln(abs(x))) * 1e20 ELSE y * ln(abs(x)) END;
  IF size > 709.7827128934 THEN
    RETURN CASE WHEN x < 0 AND odd THEN '-Infinity' ELSE 'Infinity' END;
  ELSIF size < -745.1332192 THEN
    RETURN 0;
  END IF;
  RETURN power(x, y);
END
$$;
