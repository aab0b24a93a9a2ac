-- ora.date_diff for every pair of points in time, also across the change of the calendar in October 1582.
CREATE FUNCTION ora.date_diff_far(a timestamp, b timestamp) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1 AS $$
DECLARE
  seconds numeric;
BEGIN
  IF a >= timestamp '1582-10-15' AND b >= timestamp '1582-10-15' THEN
    IF a = date_trunc('day', a) AND b = date_trunc('day', b) THEN
      RETURN a::date - b::date;
    END IF;
    seconds := extract(epoch FROM date_trunc('second', a) - date_trunc('second', b));
  ELSE
    seconds := (ora.julian_day(a) - ora.julian_day(b)) * 86400::numeric
      + extract(epoch FROM date_trunc('second', a)::time) - extract(epoch FROM date_trunc('second', b)::time);
  END IF;
  RETURN ora.number_ratio(trunc(seconds), 86400);
END
$$;
