-- TIMESTAMP - TIMESTAMP (or - DATE): an INTERVAL DAY TO SECOND of 24-hour days.
CREATE FUNCTION ora.timestamp_diff(a timestamp, b timestamp) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF a >= timestamp '1582-10-15' AND b >= timestamp '1582-10-15' THEN RETURN justify_hours(a - b); END IF;
  RETURN justify_hours(make_interval(days => ora.julian_day(a) - ora.julian_day(b)) + (a::time - b::time));
END
$$;
