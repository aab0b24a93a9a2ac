-- TRUNC(date, fmt); the result is a DATE. (SQL Language Reference, "ROUND and TRUNC Date Functions")
CREATE FUNCTION ora.trunc_date(d timestamp, fmt text DEFAULT 'DD') RETURNS timestamp LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1 AS $$
DECLARE
  unit text := upper(trim(fmt));
  y integer;
BEGIN
  CASE unit
    WHEN 'DD', 'DDD', 'J' THEN RETURN date_trunc('day', d);
    WHEN 'MM', 'MONTH', 'MON', 'RM' THEN RETURN date_trunc('month', d);
    WHEN 'YYYY', 'YEAR', 'SYYYY', 'SYEAR', 'YYY', 'YY', 'Y' THEN RETURN date_trunc('year', d);
    WHEN 'HH24', 'HH', 'HH12' THEN RETURN date_trunc('hour', d);
    WHEN 'MI' THEN RETURN date_trunc('minute', d);
    WHEN 'Q' THEN RETURN date_trunc('quarter', d);
    WHEN 'IW' THEN RETURN date_trunc('day', ora.date_add(d, -((ora.julian_day(d)) % 7)));
    WHEN 'DAY', 'DY', 'D' THEN
      RETURN date_trunc('day', ora.date_add(d, -((ora.julian_day(d) + 1 - ora.week_start() + 7) % 7)));
    WHEN 'WW' THEN RETURN date_trunc('day', ora.date_add(d, -((ora.julian_day(d) - ora.julian_day(date_trunc('year', d))) % 7)));
    WHEN 'W' THEN RETURN date_trunc('day', ora.date_add(d, -((extract(day FROM d) - 1)::integer % 7)));
    WHEN 'CC', 'SCC' THEN
      y := extract(year FROM d)::integer;
      RETURN make_date(CASE WHEN y > 0 THEN (y - 1) / 100 * 100 + 1 ELSE -((-y + 99) / 100 * 100) END, 1, 1)::timestamp;
    WHEN 'IYYY', 'IYY', 'IY', 'I' THEN RETURN date_trunc('week', make_date(extract(isoyear FROM d)::integer, 1, 4))::timestamp;
    WHEN 'SS', 'SSSSS', 'FF', 'AM', 'PM', 'A.M.', 'P.M.', 'BC', 'AD' THEN PERFORM ora.date_error(1899);
    ELSE PERFORM ora.date_error(1898);
  END CASE;
  RETURN NULL;
END
$$;
