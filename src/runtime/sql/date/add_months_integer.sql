-- ora.add_months for a number of months that is an integer to PostgreSQL, which makes the last day of the month of the 31st itself.
CREATE FUNCTION ora.add_months_integer(d timestamp, months integer) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN d >= timestamp '1800-01-01' AND d < timestamp '2300-01-01' AND months BETWEEN -1199 AND 1199 THEN
      CASE WHEN abs(date_part('day', d) - 29) <= 1 AND date_part('day', d + interval '1 day') = 1
        THEN date_trunc('month', d + make_interval(months => months)) + interval '1 mon -1 day' + date_trunc('second', d)::time
        ELSE date_trunc('second', d) + make_interval(months => months)
      END
    ELSE ora.add_months_far(d, months)
  END
$$;
