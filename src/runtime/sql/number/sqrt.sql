-- SQRT(n) of NUMBER. (SQL Language Reference, "SQRT")
CREATE FUNCTION ora.sqrt(n numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF n < 0 THEN
    RETURN ora.argument_out_of_range(n);
  END IF;
  IF n = 0 THEN
    RETURN 0;
  END IF;
  RETURN ora.num_computed(trim_scale(sqrt(round(n, greatest(scale(n), 45 - ora.num_exponent(n) / 2)))));
END
$$;
