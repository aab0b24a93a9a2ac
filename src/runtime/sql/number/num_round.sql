-- round(ora.num_computed(x), places): the number as NUMBER holds it, rounded further. (SQL Language Reference, "ROUND (number)")
-- The zeros at its end need not be taken away first.
CREATE FUNCTION ora.num_round(x numeric, places integer) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT COST 1
AS $$
BEGIN
  RETURN round(CASE
    WHEN x >= 0.01 THEN CASE
      WHEN x < 1 THEN round(x, 40)
      WHEN x < 100 THEN round(x, 38)
      WHEN x < 10000 THEN round(x, 36)
      WHEN x < 1e6 THEN round(x, 34)
      WHEN x < 1e8 THEN round(x, 32)
      ELSE ora.num_computed(x)
    END
    WHEN x <= -0.01 THEN CASE
      WHEN x > -1 THEN round(x, 40)
      WHEN x > -100 THEN round(x, 38)
      WHEN x > -10000 THEN round(x, 36)
      WHEN x > -1e6 THEN round(x, 34)
      WHEN x > -1e8 THEN round(x, 32)
      ELSE ora.num_computed(x)
    END
    ELSE ora.num_computed(x)
  END, places);
END
$$;
