-- NEXT_DAY: the first such weekday later than the date, at the same time of day. The name is of the session's date language, long or
-- short; what follows the short one is ignored. A number counts from the territory's first day of the week.
-- (SQL Language Reference, "NEXT_DAY")
CREATE FUNCTION ora.next_day(d timestamp, day_name text) RETURNS timestamp LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  wanted text := upper(trim(day_name));
  dow integer;
  step integer;
  short_names text[];
BEGIN
  IF wanted ~ '^[1-7]$' THEN
    dow := (wanted::integer - 1 + ora.week_start()) % 7;
  ELSE
    short_names := ora.nls_names('dy', ora.nls_date_language(NULL));
    FOR i IN 1 .. 7 LOOP
      IF starts_with(wanted, upper(short_names[i])) THEN dow := i - 1; END IF;
    END LOOP;
    IF dow IS NULL THEN dow := array_position(ora.nls_names('day', ora.nls_date_language(NULL)), initcap(wanted)) - 1; END IF;
  END IF;
  IF dow IS NULL THEN PERFORM ora.date_error(1846); END IF;
  step := (dow - (ora.julian_day(d) + 1) % 7 + 7) % 7;
  RETURN ora.date_add(d, CASE step WHEN 0 THEN 7 ELSE step END);
END
$$;
