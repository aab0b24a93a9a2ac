-- DATE - DATE: days as a NUMBER. Between midnights of the Gregorian calendar the days are counted in place.
CREATE FUNCTION ora.date_diff(a timestamp, b timestamp) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN a >= timestamp '1582-10-15' AND b >= timestamp '1582-10-15' AND a = a::date AND b = b::date
      THEN (a::date - b::date)::numeric
    ELSE ora.date_diff_far(a, b)
  END
$$;
