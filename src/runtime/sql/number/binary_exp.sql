-- EXP of a binary number: infinite or zero where PostgreSQL raises. The bounds are the last numbers that double precision has a power for. (SQL Language
-- Reference, "Floating-Point Numbers")
CREATE FUNCTION ora.binary_exp(x double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT CASE
    WHEN x > 709.782712893384 AND x < 'Infinity' THEN 'Infinity'
    WHEN x < -745.1332191019411 AND x > '-Infinity' THEN 0
    ELSE exp(x)
  END
$$;
