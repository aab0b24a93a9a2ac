-- ROUND(date, fmt): up from July 1, the 16th of a month, the 16th of a quarter's second month, the 51st year, half of the week, day, hour,
-- minute. The result is a DATE. (SQL Language Reference, "ROUND and TRUNC Date Functions")
CREATE FUNCTION ora.round_date(d timestamp, fmt text DEFAULT 'DD') RETURNS timestamp LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  unit text := upper(trim(fmt));
  s timestamp := date_trunc('second', d);
  t timestamp := ora.trunc_date(d, fmt);
  r timestamp := t;
BEGIN
  CASE unit
    WHEN 'DD', 'DDD', 'J' THEN IF s::time >= time '12:00' THEN r := t + interval '1 day'; END IF;
    WHEN 'MM', 'MONTH', 'MON', 'RM' THEN IF extract(day FROM d) >= 16 THEN r := t + interval '1 month'; END IF;
    WHEN 'YYYY', 'YEAR', 'SYYYY', 'SYEAR', 'YYY', 'YY', 'Y' THEN IF extract(month FROM d) >= 7 THEN r := t + interval '1 year'; END IF;
    WHEN 'HH24', 'HH', 'HH12' THEN IF extract(minute FROM d) >= 30 THEN r := t + interval '1 hour'; END IF;
    WHEN 'MI' THEN IF extract(second FROM s) >= 30 THEN r := t + interval '1 minute'; END IF;
    WHEN 'Q' THEN IF d >= t + interval '1 month 15 days' THEN r := t + interval '3 months'; END IF;
    WHEN 'IW', 'DAY', 'DY', 'D', 'WW', 'W' THEN IF ora.date_diff(s, t) >= 3.5 THEN r := ora.date_add(t, 7); END IF;
    WHEN 'CC', 'SCC' THEN IF extract(year FROM d) > 0 AND (extract(year FROM d)::integer - 1) % 100 >= 50 THEN r := t + interval '100 years'; END IF;
    WHEN 'IYYY', 'IYY', 'IY', 'I' THEN
      IF d >= make_date(extract(isoyear FROM d)::integer, 7, 1) THEN
        r := date_trunc('week', make_date(extract(isoyear FROM d)::integer + 1, 1, 4))::timestamp;
      END IF;
  END CASE;
  RETURN ora.date_check(r);
END
$$;
