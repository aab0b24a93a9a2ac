-- CEIL(date, fmt) of 23ai: the first start of a unit that is not earlier. The result is a DATE. (SQL Language Reference, "CEIL (datetime)")
CREATE FUNCTION ora.ceil_date(d timestamp, fmt text DEFAULT 'DD') RETURNS timestamp LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  unit text := upper(trim(fmt));
  t timestamp := ora.trunc_date(d, fmt);
BEGIN
  IF t = d THEN RETURN t; END IF;
  RETURN ora.date_check(CASE
    WHEN unit IN ('DD', 'DDD', 'J') THEN t + interval '1 day'
    WHEN unit IN ('MM', 'MONTH', 'MON', 'RM') THEN t + interval '1 month'
    WHEN unit IN ('YYYY', 'YEAR', 'SYYYY', 'SYEAR', 'YYY', 'YY', 'Y') THEN t + interval '1 year'
    WHEN unit IN ('HH24', 'HH', 'HH12') THEN t + interval '1 hour'
    WHEN unit = 'MI' THEN t + interval '1 minute'
    WHEN unit = 'Q' THEN t + interval '3 months'
    WHEN unit IN ('IW', 'DAY', 'DY', 'D') THEN ora.date_add(t, 7)
    -- Weeks that count from the first day of the year or month start anew with it.
    WHEN unit = 'WW' THEN least(ora.date_add(t, 7), date_trunc('year', d) + interval '1 year')
    WHEN unit = 'W' THEN least(ora.date_add(t, 7), date_trunc('month', d) + interval '1 month')
    WHEN unit IN ('CC', 'SCC') THEN t + interval '100 years'
    ELSE date_trunc('week', make_date(extract(isoyear FROM d)::integer + 1, 1, 4))::timestamp
  END);
END
$$;
