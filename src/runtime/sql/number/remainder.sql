-- REMAINDER(a, b): a - b * n, n the integer nearest a / b, the even one of two. (SQL Language Reference, "REMAINDER")
CREATE FUNCTION ora.remainder(a numeric, b numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  rest numeric;
  twice numeric;
BEGIN
  IF b = 0 THEN
    RETURN ora.raise(1428, 'argument ''0'' is out of range', a);
  END IF;
  rest := mod(a, b);
  twice := 2 * abs(rest);
  -- The truncated quotient is (a - rest) / b, an integer; a tie goes up only from an odd one.
  IF twice > abs(b) OR twice = abs(b) AND mod(div(a - rest, b), 2) <> 0 THEN
    rest := rest - sign(rest) * abs(b);
  END IF;
  RETURN rest;
END
$$;
