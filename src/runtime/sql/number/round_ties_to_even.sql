-- ROUND_TIES_TO_EVEN(n [, places]): a half goes to the even neighbour. (SQL Language Reference, "ROUND_TIES_TO_EVEN (number)")
CREATE FUNCTION ora.round_ties_to_even(n numeric, places numeric DEFAULT 0) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  at integer := trunc(places)::integer;
  unit numeric := power(10::numeric, -at);
  lower_one numeric := floor(n / unit) * unit;
  rest numeric := n - lower_one;
BEGIN
  RETURN ora.num_computed(trim_scale(CASE
    WHEN rest * 2 < unit THEN lower_one
    WHEN rest * 2 > unit THEN lower_one + unit
    WHEN mod(lower_one / unit, 2) = 0 THEN lower_one
    ELSE lower_one + unit
  END));
END
$$;
