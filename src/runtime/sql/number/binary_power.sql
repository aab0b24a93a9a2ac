-- POWER of binary numbers: infinite, zero or NaN where PostgreSQL raises. (SQL Language Reference, "POWER", "Floating-Point Numbers")
CREATE FUNCTION ora.binary_power(x double precision, y double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN power(x, y);
EXCEPTION
  WHEN numeric_value_out_of_range OR invalid_argument_for_power_function THEN
    IF x < 0 AND y <> trunc(y) THEN
      RETURN 'NaN';
    ELSIF x <> 0 AND (abs(x) > 1) <> (y > 0) THEN
      RETURN 0;
    END IF;
    RETURN CASE WHEN (x < 0 OR x::text = '-0') AND mod(y::numeric, 2) <> 0 THEN '-Infinity' ELSE 'Infinity' END;
END
$$;
