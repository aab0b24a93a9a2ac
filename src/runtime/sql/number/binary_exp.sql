-- EXP of a binary number: infinite or zero where PostgreSQL raises. (SQL Language Reference, "Floating-Point Numbers")
CREATE FUNCTION ora.binary_exp(x double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN exp(x);
EXCEPTION
  WHEN numeric_value_out_of_range THEN
    RETURN CASE WHEN x < 0 THEN 0::double precision ELSE 'Infinity' END;
END
$$;
