-- Division of BINARY_DOUBLE: by zero it gives Inf, -Inf or NaN, too large a quotient is infinite, too small a one zero, and none is an error, as in
-- PostgreSQL. (SQL Language Reference, "Floating-Point Numbers") What PostgreSQL would refuse is told beforehand, by comparing numbers that are scaled
-- by powers of two: a sub-transaction could not start in a parallel plan.
CREATE FUNCTION ora.binary_divide(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF b = 0 THEN
    IF a = 0 OR a = 'NaN' THEN
      RETURN 'NaN';
    END IF;
    -- The sign of a zero shows in its text only.
    RETURN CASE WHEN (a < 0) <> (b::text = '-0') THEN '-Infinity' ELSE 'Infinity' END;
  ELSIF abs(b) < 1 AND abs(a) > 1 AND abs(a) < 'Infinity' AND abs(a) * 7.458340731200207e-155 >= abs(b) * 1.3407807929942597e154 THEN
    RETURN CASE WHEN (a < 0) <> (b < 0) THEN '-Infinity' ELSE 'Infinity' END;
  ELSIF a <> 0 AND abs(a) < 1 AND abs(b) > 1 AND abs(b) < 'Infinity' AND abs(a) * 1.3407807929942597e154 <= abs(b) * 3.312168642111238e-170 THEN
    RETURN 0;
  END IF;
  RETURN a / b;
END
$$;
-- BINARY_FLOAT is divided in double precision, which rounds to it as a division of its own would; what it cannot hold is infinite or zero.
CREATE FUNCTION ora.binary_divide(a real, b real) RETURNS real
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  q double precision := ora.binary_divide(a::double precision, b::double precision);
BEGIN
  IF abs(q) >= 3.4028235677973366e38 AND q <> 'NaN' THEN
    RETURN CASE WHEN q < 0 THEN '-Infinity' ELSE 'Infinity' END;
  ELSIF abs(q) < 7.1e-46 THEN
    RETURN 0;
  END IF;
  RETURN q;
END
$$;
