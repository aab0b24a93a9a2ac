-- ACOS(x) of NUMBER, x from -1 to 1, result from 0 to pi. (SQL Language Reference, "ACOS")
CREATE FUNCTION ora.acos(x numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF abs(x) > 1 THEN
    RETURN ora.argument_out_of_range(x);
  END IF;
  IF x = -1 THEN
    RETURN ora.num_computed(ora.trig_pi());
  END IF;
  -- The half-angle form keeps its digits where x is close to 1.
  RETURN ora.num_computed(2 * ora.trig_atan(sqrt(round(1 - x, 130) / (1 + x))));
END
$$;
