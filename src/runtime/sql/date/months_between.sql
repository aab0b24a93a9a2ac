-- MONTHS_BETWEEN: whole months if both are the same day of the month or both last days (whatever the time of day), else a fraction
-- of a 31-day month that includes the time of day. (SQL Language Reference, "MONTHS_BETWEEN")
CREATE FUNCTION ora.months_between(a timestamp, b timestamp) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  months numeric := (extract(year FROM a) - extract(year FROM b)) * 12 + extract(month FROM a) - extract(month FROM b);
  day_a numeric := extract(day FROM a);
  day_b numeric := extract(day FROM b);
  seconds numeric;
BEGIN
  IF day_a = day_b THEN RETURN months; END IF;
  IF day_a >= 28 AND day_b >= 28 AND extract(day FROM a + interval '1 day') = 1 AND extract(day FROM b + interval '1 day') = 1 THEN
    RETURN months;
  END IF;
  seconds := (day_a - day_b) * 86400
    + trunc(extract(epoch FROM a::time)) - trunc(extract(epoch FROM b::time));
  RETURN ora.number_ratio(months * 2678400 + seconds, 2678400);
END
$$;
