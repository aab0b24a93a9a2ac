-- The midnight of a Julian day number, by Oracle's calendar (see ora.julian_day). Days of the Julian calendar alone, such as 1500-02-29,
-- have no PostgreSQL value and fail in make_date.
CREATE FUNCTION ora.julian_date(j integer) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  c integer;
  d integer;
  e integer;
  m integer;
  y integer;
BEGIN
  IF j < 0 OR j > 5373484 THEN PERFORM ora.date_error(1841); END IF;
  IF j >= 2299161 THEN RETURN (date '2000-01-01' + (j - 2451545))::timestamp; END IF;
  IF j < 60 THEN
    IF j = 0 THEN PERFORM ora.date_error(1841); END IF;
    RETURN (date '4712-01-01 BC' + (j - 1))::timestamp;
  END IF;
  c := j + 32082;
  d := (4 * c + 3) / 1461;
  e := c - 1461 * d / 4;
  m := (5 * e + 2) / 153;
  y := d - 4800 + m / 10;
  IF y = 0 THEN PERFORM ora.date_error(1841); END IF;
  RETURN make_date(y, m + 3 - 12 * (m / 10), e - (153 * m + 2) / 5 + 1)::timestamp;
END
$$;
