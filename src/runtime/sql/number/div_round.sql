-- round(ora.div(a, b), places) for 0 to 8 places, which the planner puts in place of the call: for what is cheap to repeat.
-- A quotient below 1E8 has twelve and more digits behind the point in PostgreSQL, which tell how it is rounded unless it is next to a half;
-- then the digits that NUMBER keeps decide. (PostgreSQL sources: select_div_scale; SQL Language Reference, "ROUND (number)")
CREATE FUNCTION ora.div_round(a numeric, b numeric, places integer) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN abs(a) < 1e8 AND abs(b) >= 1 AND abs(a / b - round(a / b, places)) < 0.499 * power(10::numeric, -places) THEN round(a / b, places)
    ELSE round(ora.div(a, b), places)
  END
$$;
