-- BITAND(a, b) of integers of 128 bits in two's complement; fractions are truncated. (SQL Language Reference, "BITAND")
CREATE FUNCTION ora.bitand(a numeric, b numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  part constant numeric := 1152921504606846976; -- 2^60
  x numeric := trunc(a);
  y numeric := trunc(b);
  x_high numeric;
  y_high numeric;
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
  -- Division rounding down splits two's complement into a signed high part and an unsigned low part. div() truncates exactly,
  -- where floor(x / part) may have been rounded up to the next integer.
  x_high := div(CASE WHEN x < 0 THEN x - part + 1 ELSE x END, part);
  y_high := div(CASE WHEN y < 0 THEN y - part + 1 ELSE y END, part);
  RETURN ora.bitand(x_high, y_high) * part + ((x - x_high * part)::bigint & (y - y_high * part)::bigint);
END
$$;
