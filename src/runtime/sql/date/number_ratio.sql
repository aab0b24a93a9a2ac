-- a / b with the 20 base-100 digits of an Oracle NUMBER: 1/86400 has other decimals than PostgreSQL's division gives.
-- In: b whole and positive. (SQL Language Reference, "NUMBER Data Type")
CREATE FUNCTION ora.number_ratio(a numeric, b numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  q numeric := div(abs(a), b);
  pairs integer;
BEGIN
  IF a % b = 0 THEN RETURN div(a, b); END IF;
  IF q > 0 THEN
    pairs := (length(q::text) + 1) / 2;
  ELSE
    pairs := 0;
    q := round(abs(a), 60) / b;
    WHILE q < 0.01 LOOP
      q := q * 100;
      pairs := pairs - 1;
    END LOOP;
  END IF;
  RETURN trim_scale(round(round(a, 60) / b, 40 - 2 * pairs));
END
$$;
