-- DATE or TIMESTAMP + INTERVAL YEAR TO MONTH: unlike ADD_MONTHS, a day that the month does not have is an error.
-- (SQL Language Reference, "Datetime/Interval Arithmetic")
CREATE FUNCTION ora.add_ym(d timestamp, i interval) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  r timestamp := d + i;
BEGIN
  IF extract(day FROM r) <> extract(day FROM d) THEN PERFORM ora.date_error(1839); END IF;
  RETURN ora.date_check(r);
END
$$;
