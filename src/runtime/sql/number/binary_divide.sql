-- Division of BINARY_DOUBLE: by zero it gives Inf, -Inf or NaN and never an error. (SQL Language Reference, "Floating-Point Numbers")
CREATE FUNCTION ora.binary_divide(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF b <> 0 THEN
    RETURN a / b;
  END IF;
  IF a = 0 OR a = 'NaN' THEN
    RETURN 'NaN';
  END IF;
  -- The sign of a zero shows in its text only.
  RETURN CASE WHEN (a < 0) <> (b::text = '-0') THEN '-Infinity' ELSE 'Infinity' END;
EXCEPTION
  WHEN numeric_value_out_of_range THEN
    -- PostgreSQL raises where IEEE arithmetic overflows to infinity or underflows to zero.
    IF abs(a) < 1 THEN
      RETURN 0;
    END IF;
    RETURN CASE WHEN (a < 0) <> (b < 0) THEN '-Infinity' ELSE 'Infinity' END;
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
