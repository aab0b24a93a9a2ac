-- DATE + number of days; a TIMESTAMP operand is a DATE here. The result is a DATE, rounded to the second.
-- Some lifetimes around today are worked out in place. (SQL Language Reference, "Datetime/Interval Arithmetic")
CREATE FUNCTION ora.date_add(d timestamp, days numeric) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN d >= timestamp '1800-01-01' AND d < timestamp '2300-01-01' AND days > -36525 AND days < 36525
      THEN date_trunc('second', d) + make_interval(secs => round(days * 86400)::double precision)
    ELSE ora.date_add_far(d, days)
  END
$$;
