-- EXP(n) of NUMBER. (SQL Language Reference, "EXP")
CREATE FUNCTION ora.exp(n numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF n > 291 THEN
    RETURN ora.raise(1426, NULL, n);
  END IF;
  IF n < -301 THEN
    RETURN 0;
  END IF;
  RETURN ora.num_computed(exp(round(n, greatest(scale(n), 45 - floor(n * 0.4343)::integer))));
END
$$;
