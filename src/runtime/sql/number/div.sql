-- a / b as Oracle's NUMBER: 39 or 40 significant digits, where numeric alone gives some 20. Division by zero is 22012 (ORA-01476).
-- Of middling size: the place that is kept last is known by comparing, and 18 and more digits beyond it are worked out; to add a 0 with 60 places
-- cuts nothing off. One expression, because each statement of PL/pgSQL costs as much as such a comparison.
CREATE FUNCTION ora.div(a numeric, b numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  quotient numeric := (a + 0e-60) / b;
BEGIN
  RETURN coalesce(trim_scale(round(quotient, CASE
    WHEN quotient >= 0.01 THEN CASE
      WHEN quotient < 1 THEN 40
      WHEN quotient < 100 THEN 38
      WHEN quotient < 10000 THEN 36
      WHEN quotient < 1e6 THEN 34
      WHEN quotient < 1e8 THEN 32
    END
    WHEN quotient >= 0.0002 THEN 42
    WHEN quotient <= -0.01 THEN CASE
      WHEN quotient > -1 THEN 40
      WHEN quotient > -100 THEN 38
      WHEN quotient > -10000 THEN 36
      WHEN quotient > -1e6 THEN 34
      WHEN quotient > -1e8 THEN 32
    END
    WHEN a = 0 THEN 0
    WHEN quotient <= -0.0002 THEN 42
  END)), ora.div_far(a, b));
END
$$;
