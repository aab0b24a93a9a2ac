-- ADD_MONTHS: a last day of a month goes to the last day, the number of months is truncated; always a DATE.
-- Some lifetimes around today are worked out in place. (SQL Language Reference, "ADD_MONTHS")
CREATE FUNCTION ora.add_months(d timestamp, months numeric) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN d >= timestamp '1800-01-01' AND d < timestamp '2300-01-01' AND months > -1200 AND months < 1200 THEN
      CASE WHEN date_part('day', d + interval '1 day') = 1
        THEN date_trunc('month', d + make_interval(months => trunc(months)::integer)) + interval '1 mon -1 day' + date_trunc('second', d)::time
        ELSE date_trunc('second', d) + make_interval(months => trunc(months)::integer)
      END
    ELSE ora.add_months_far(d, months)
  END
$$;
