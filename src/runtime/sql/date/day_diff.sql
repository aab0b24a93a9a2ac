-- TRUNC(a) - TRUNC(b): whole days, counted in place in the Gregorian calendar.
CREATE FUNCTION ora.day_diff(a timestamp, b timestamp) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN a >= timestamp '1582-10-15' AND b >= timestamp '1582-10-15' THEN (a::date - b::date)::numeric
    ELSE ora.date_diff_far(date_trunc('day', a), date_trunc('day', b))
  END
$$;
