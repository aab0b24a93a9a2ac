-- A product of BINARY_DOUBLEs is infinite where it is too large and zero where it is too small; PostgreSQL raises. (SQL Language Reference,
-- "Floating-Point Numbers") That is told beforehand, by numbers scaled with powers of two: a sub-transaction could not start in a parallel plan.
CREATE FUNCTION ora.binary_multiply(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF abs(a) > 1 AND abs(b) > 1 AND abs(a) < 'Infinity' AND abs(b) < 'Infinity' THEN
    IF (abs(a) * 7.458340731200207e-155) * (abs(b) * 7.458340731200207e-155) >= 1 THEN
      RETURN CASE WHEN (a < 0) <> (b < 0) THEN '-Infinity' ELSE 'Infinity' END;
    END IF;
  ELSIF abs(a) < 1e-10 AND abs(b) < 1 AND a <> 0 AND b <> 0 OR abs(b) < 1e-10 AND abs(a) < 1 AND a <> 0 AND b <> 0 THEN
    IF abs(a) * 1.3407807929942597e154 <= 4.4408920985006305e-16 / (abs(b) * 1.3407807929942597e154) THEN
      RETURN 0;
    END IF;
  END IF;
  RETURN a * b;
END
$$;
-- Double precision holds the product of two BINARY_FLOATs exactly.
CREATE FUNCTION ora.binary_multiply(a real, b real) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT ora.to_binary_float(a::double precision * b::double precision) $$;
