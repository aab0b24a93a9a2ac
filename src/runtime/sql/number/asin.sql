-- ASIN(x) of NUMBER, x from -1 to 1. (SQL Language Reference, "ASIN")
CREATE FUNCTION ora.asin(x numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF abs(x) > 1 THEN
    RETURN ora.argument_out_of_range(x);
  END IF;
  IF abs(x) = 1 THEN
    RETURN ora.num_computed(x * ora.trig_pi() / 2);
  END IF;
  RETURN ora.num_computed(ora.trig_atan(round(x, 130) / sqrt(round(1 - x * x, 130))));
END
$$;
