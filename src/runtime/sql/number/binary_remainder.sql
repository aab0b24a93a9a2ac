-- REMAINDER of binary numbers: NaN where b is zero or a infinite. (SQL Language Reference, "REMAINDER")
CREATE FUNCTION ora.binary_remainder(a double precision, b double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT CASE
    WHEN b = 0 OR a IN ('NaN', 'Infinity', '-Infinity') OR b = 'NaN' THEN 'NaN'
    WHEN b IN ('Infinity', '-Infinity') THEN a
    ELSE ora.remainder(ora.binary_exact(a), ora.binary_exact(b))::double precision
  END
$$;
