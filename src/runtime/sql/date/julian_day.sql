-- Oracle's Julian day number. Oracle's calendar is the Julian one before 1582-10-15, PostgreSQL's is Gregorian throughout:
-- a date is carried over by its year, month and day, so day numbers have to be worked out by Oracle's calendar.
-- Day 1 is the first of January 4712 BC, a year that Oracle counts without a leap day. (SQL Language Reference, "Datetime Format Elements": J)
CREATE FUNCTION ora.julian_day(d timestamp) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  y integer;
  m integer;
BEGIN
  IF d >= timestamp '1582-10-15' THEN RETURN (d::date - date '2000-01-01') + 2451545; END IF;
  IF d < timestamp '4712-03-01 BC' THEN RETURN (d::date - date '4712-01-01 BC') + 1; END IF;
  y := extract(year FROM d)::integer + 4800;
  m := extract(month FROM d)::integer - 3;
  IF m < 0 THEN
    m := m + 12;
    y := y - 1;
  END IF;
  RETURN extract(day FROM d)::integer + (153 * m + 2) / 5 + 365 * y + y / 4 - 32083;
END
$$;
