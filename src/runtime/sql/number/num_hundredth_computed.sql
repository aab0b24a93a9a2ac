-- ora.num_hundredth of the result of a call, which PL/pgSQL computes once.
CREATE FUNCTION ora.num_hundredth_computed(x numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT COST 1
AS $$
BEGIN
  RETURN CASE
    WHEN abs(x) < 1e10 AND scale(x) <= 28 THEN x * 0.01
    WHEN abs(x) > 1e-100 THEN ora.num_computed(x) * 0.01
    ELSE ora.num_computed(ora.num_computed(x) * 0.01)
  END;
END
$$;
