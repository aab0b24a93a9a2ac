-- TIMESTAMP + INTERVAL DAY TO SECOND.
CREATE FUNCTION ora.timestamp_add_ds(d timestamp, i interval) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  r timestamp := d + i;
  n interval;
BEGIN
  IF d >= timestamp '1582-10-15' AND r >= timestamp '1582-10-15' THEN
    IF r >= timestamp '10000-01-01' THEN PERFORM ora.date_error(1841); END IF;
    RETURN r;
  END IF;
  n := justify_hours(d::time::interval + i);
  IF n - make_interval(days => extract(day FROM n)::integer) < interval '0' THEN n := n + interval '-1 day 24 hours'; END IF;
  RETURN ora.julian_date(ora.julian_day(d) + extract(day FROM n)::integer) + (n - make_interval(days => extract(day FROM n)::integer));
END
$$;
