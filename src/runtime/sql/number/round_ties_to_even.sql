-- ROUND_TIES_TO_EVEN(n [, places]): a half goes to the even neighbour. (SQL Language Reference, "ROUND_TIES_TO_EVEN (number)")
CREATE FUNCTION ora.round_ties_to_even(n numeric, places numeric DEFAULT 0) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  at integer := trunc(places)::integer;
  unit numeric := power(10::numeric, -at);
  -- div() truncates exactly, where n / unit may have been rounded up to the next integer.
  lower_one numeric := (div(n, unit) - CASE WHEN n < 0 AND mod(n, unit) <> 0 THEN 1 ELSE 0 END) * unit;
  rest numeric := n - lower_one;
BEGIN
  RETURN ora.num_computed(trim_scale(CASE
    WHEN rest * 2 < unit THEN lower_one
    WHEN rest * 2 > unit THEN lower_one + unit
    WHEN mod(div(lower_one, unit), 2) = 0 THEN lower_one
    ELSE lower_one + unit
  END));
END
$$;
