-- a / b as Oracle's NUMBER: 39 or 40 significant digits, where numeric alone gives some 20. Division by zero is 22012 (ORA-01476).
-- Of middling size: the place that is kept last is known by comparing, and 18 and more digits beyond it are worked out. One expression, because
-- each statement of PL/pgSQL costs as much as such a comparison.
CREATE FUNCTION ora.div(a numeric, b numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  quotient numeric := round(a, 60) / b;
BEGIN
  RETURN CASE
    WHEN scale(a) > 60 THEN ora.div_far(a, b)
    WHEN quotient >= 100 THEN CASE
      WHEN quotient < 10000 THEN trim_scale(round(quotient, 36))
      WHEN quotient <= 999999 THEN trim_scale(round(quotient, 34))
      ELSE ora.div_far(a, b)
    END
    WHEN quotient >= 1 THEN trim_scale(round(quotient, 38))
    WHEN quotient >= 0.01 THEN trim_scale(round(quotient, 40))
    WHEN quotient <= -1 THEN CASE
      WHEN quotient > -100 THEN trim_scale(round(quotient, 38))
      WHEN quotient > -10000 THEN trim_scale(round(quotient, 36))
      WHEN quotient >= -999999 THEN trim_scale(round(quotient, 34))
      ELSE ora.div_far(a, b)
    END
    WHEN a = 0 THEN 0
    WHEN quotient <= -0.01 THEN trim_scale(round(quotient, 40))
    ELSE ora.div_far(a, b)
  END;
END
$$;
