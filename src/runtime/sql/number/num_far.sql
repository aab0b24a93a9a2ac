-- ora.num_computed of a number that is neither of middling size nor short.
CREATE FUNCTION ora.num_far(x numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT COST 1
AS $$
BEGIN
  IF abs(x) >= 1e126 OR x = 'NaN' THEN
    RETURN ora.raise(1426, NULL, x);
  END IF;
  IF abs(x) < 1e-130 THEN
    RETURN 0;
  END IF;
  RETURN trim_scale(round(x, 38 - 2 * floor(ora.num_exponent(x) / 2.0)::integer));
END
$$;
