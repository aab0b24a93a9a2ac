-- ATAN2(y, x) of NUMBER, from -pi to pi. (SQL Language Reference, "ATAN2")
CREATE FUNCTION ora.atan2(y numeric, x numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF x = 0 THEN
    RETURN CASE WHEN y = 0 THEN ora.argument_out_of_range(y) ELSE ora.num_computed(sign(y) * ora.trig_pi() / 2) END;
  END IF;
  RETURN ora.num_computed(ora.trig_atan(round(y, 130) / x) + CASE
    WHEN x > 0 THEN 0
    WHEN y >= 0 THEN ora.trig_pi()
    ELSE -ora.trig_pi()
  END);
END
$$;
