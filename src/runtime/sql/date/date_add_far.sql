-- ora.date_add for every day there is, also across the change of the calendar in October 1582.
CREATE FUNCTION ora.date_add_far(d timestamp, days numeric) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1 AS $$
DECLARE
  r timestamp;
  s bigint;
BEGIN
  IF abs(days) > 5373484 THEN PERFORM ora.date_error(1841); END IF;
  r := date_trunc('second', d) + make_interval(secs => round(days * 86400)::double precision);
  IF d >= timestamp '1582-10-15' AND r >= timestamp '1582-10-15' THEN
    IF r >= timestamp '10000-01-01' THEN PERFORM ora.date_error(1841); END IF;
    RETURN r;
  END IF;
  s := extract(epoch FROM date_trunc('second', d)::time)::bigint + round(days * 86400)::bigint;
  RETURN ora.julian_date((ora.julian_day(d) + floor(s / 86400.0))::integer)
    + make_interval(secs => (s - floor(s / 86400.0) * 86400)::double precision);
END
$$;
