-- ora.number_text of what is not to be repeated, and of numbers of any size; more than 40 places are written in 40 characters
-- with an exponent (1.0000000000000000000000000000000000E+40), the sign not counted. ~ and -~ are NUMBER's infinities.
-- (SQL Language Reference, "TO_CHAR (number)": "a VARCHAR2 value exactly long enough to hold its significant digits")
CREATE FUNCTION ora.number_text_computed(n numeric) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  t text := trim_scale(n)::text;
  exponent text;
  e integer;
  digits numeric;
BEGIN
  IF abs(n) = 'Infinity' THEN RETURN CASE WHEN n < 0 THEN '-~' ELSE '~' END; END IF;
  IF length(t) <= 40 THEN
    IF n >= 1 OR n <= -1 OR n = 0 THEN RETURN t; END IF;
    RETURN replace(t, '0.', '.');
  END IF;
  IF n = 'NaN' THEN PERFORM ora.number_error(1426); END IF;
  t := trim_scale(ora.num_computed(n))::text;
  IF abs(n) < 1 THEN t := replace(t, '0.', '.'); END IF;
  IF length(translate(t, '-.', '')) <= 40 THEN RETURN t; END IF;
  e := ora.num_exponent(n);
  digits := round(abs(n) * ('1e' || -e)::numeric, 36 - greatest(2, length(abs(e)::text)));
  IF digits >= 10 THEN
    e := e + 1;
    digits := digits / 10;
  END IF;
  exponent := 'E' || CASE WHEN e < 0 THEN '-' ELSE '+' END || lpad(abs(e)::text, greatest(2, length(abs(e)::text)), '0');
  RETURN CASE WHEN n < 0 THEN '-' ELSE '' END || round(digits, 38 - length(exponent))::text || exponent;
END
$$;
