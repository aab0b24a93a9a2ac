-- BITAND(a, b) of integers of 128 bits in two's complement; fractions are truncated. (SQL Language Reference, "BITAND")
CREATE FUNCTION ora.bitand(a numeric, b numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  part constant numeric := 1152921504606846976; -- 2^60
  x numeric := trunc(a);
  y numeric := trunc(b);
BEGIN
  IF abs(x) < 9e18 AND abs(y) < 9e18 THEN
    RETURN x::bigint & y::bigint;
  END IF;
  IF abs(x) > 170141183460469231731687303715884105728 THEN
    RETURN ora.argument_out_of_range(x);
  END IF;
  IF abs(y) > 170141183460469231731687303715884105728 THEN
    RETURN ora.argument_out_of_range(y);
  END IF;
  -- Division rounding down splits two's complement into a signed high part and an unsigned low part.
  RETURN ora.bitand(floor(x / part), floor(y / part)) * part
    + ((x - floor(x / part) * part)::bigint & (y - floor(y / part) * part)::bigint);
END
$$;
