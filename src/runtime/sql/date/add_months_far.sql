-- ora.add_months for every day and every number of months.
-- (SQL Language Reference, "ADD_MONTHS")
CREATE FUNCTION ora.add_months_far(d timestamp, months numeric) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1 AS $$
DECLARE
  r timestamp;
BEGIN
  IF abs(months) > 176556 THEN PERFORM ora.date_error(1841); END IF;
  r := date_trunc('second', d) + make_interval(months => trunc(months)::integer);
  IF extract(month FROM d + interval '1 day') <> extract(month FROM d) THEN
    r := date_trunc('month', r) + interval '1 month' - interval '1 day' + r::time;
  END IF;
  IF r >= timestamp '10000-01-01' OR r < timestamp '4713-01-01 BC' THEN PERFORM ora.date_error(1841); END IF;
  RETURN r;
END
$$;
