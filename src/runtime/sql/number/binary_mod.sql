-- MOD of binary numbers, which has the sign of a: a itself where b is zero or infinite, NaN where a is infinite. (SQL Language Reference, "MOD")
CREATE FUNCTION ora.binary_mod(a double precision, b double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT CASE
    WHEN b = 'NaN' THEN b
    WHEN b = 0 THEN a
    WHEN a IN ('NaN', 'Infinity', '-Infinity') THEN 'NaN'
    WHEN b IN ('Infinity', '-Infinity') THEN a
    ELSE mod(ora.binary_exact(a), ora.binary_exact(b))::double precision
  END
$$;
