-- ora.add_months_integer for the first day of a month, which is the last of none.
CREATE FUNCTION ora.add_months_first(d timestamp, months integer) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN d >= timestamp '1800-01-01' AND d < timestamp '2300-01-01' AND months BETWEEN -1199 AND 1199 THEN d + make_interval(months => months)
    ELSE ora.add_months_far(d, months)
  END
$$;
