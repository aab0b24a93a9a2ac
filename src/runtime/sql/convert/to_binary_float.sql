-- TO_BINARY_FLOAT(text), see ora.to_binary_double.
CREATE FUNCTION ora.to_binary_float(s text) RETURNS real LANGUAGE plpgsql STABLE AS $$
DECLARE
  d double precision := ora.to_binary_double(s);
BEGIN
  RETURN ora.to_binary_float(d);
END
$$;
-- A number as BINARY_FLOAT: infinite or zero where PostgreSQL's cast raises. Half of the last digit above the greatest value is the first that is infinite.
CREATE FUNCTION ora.to_binary_float(d double precision) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT CASE
    WHEN abs(d) >= 3.4028235677973366e38 AND d <> 'NaN' THEN (sign(d) * 'Infinity'::double precision)::real
    WHEN abs(d) <= 7.0064923216240854e-46 THEN 0
    ELSE d::real
  END
$$;
CREATE FUNCTION ora.to_binary_float(n numeric) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT CASE
    WHEN abs(n) >= 340282356779733661637539395458142568448 THEN (sign(n)::real * 'Infinity'::real)::real
    WHEN abs(n) < 7.0064923216240854e-46 THEN 0
    ELSE n::real
  END
$$;
