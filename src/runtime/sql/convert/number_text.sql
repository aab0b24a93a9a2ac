-- NUMBER to text without a format model: no trailing zeros, no zero before the point. Of everyday size it is written in place: the planner puts the
-- body in place of the call where n is cheap to repeat. (SQL Language Reference, "TO_CHAR (number)")
CREATE FUNCTION ora.number_text(n numeric) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN n >= 1 AND n < 1e15 AND scale(n) <= 20 THEN trim_scale(n)::text
    WHEN n = 0 THEN '0'
    WHEN n <= -1 AND n > -1e15 AND scale(n) <= 20 THEN trim_scale(n)::text
    ELSE ora.number_text_computed(n)
  END
$$;
