-- LN of a binary number never raises: -Inf of zero, NaN of what is negative. (SQL Language Reference, "Floating-Point Numbers")
CREATE FUNCTION ora.binary_ln(x double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT CASE WHEN x > 0 THEN ln(x) WHEN x = 0 THEN '-Infinity' ELSE 'NaN' END $$;
