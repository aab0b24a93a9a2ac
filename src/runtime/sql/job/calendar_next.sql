-- The first time of a calendar string that is later than AFTER and not before START, which fills in what the string leaves out; NULL where there is none.
-- (PL/SQL Packages and Types Reference, "DBMS_SCHEDULER", "Calendaring Syntax")
CREATE FUNCTION ora.calendar_next(calendar text, start timestamp, after timestamp) RETURNS timestamp
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  clause text;
  word text;
  words text[];
  freq text;
  every integer := 1;
  lists jsonb := '{}';
  unit interval;
  origin timestamp;
  period timestamp;
  k bigint;
  found timestamp;
  hours integer[];
  minutes integer[];
  seconds integer[];
  days date[];
  weekday constant text[] := '{MON,TUE,WED,THU,FRI,SAT,SUN}';
  tries integer := 0;
BEGIN
  FOREACH clause IN ARRAY string_to_array(upper(regexp_replace(calendar, '\s', '', 'g')), ';') LOOP
    CONTINUE WHEN clause = '';
    word := split_part(clause, '=', 1);
    words := string_to_array(split_part(clause, '=', 2), ',');
    IF word = 'FREQ' AND words[1] IN ('YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY') THEN
      freq := words[1];
    ELSIF word = 'INTERVAL' AND words[1] ~ '^[0-9]{1,2}$' AND words[1]::integer > 0 THEN
      every := words[1]::integer;
    ELSIF word IN ('BYMONTH', 'BYWEEKNO', 'BYYEARDAY', 'BYDATE', 'BYMONTHDAY', 'BYDAY', 'BYHOUR', 'BYMINUTE', 'BYSECOND', 'BYSETPOS') AND words[1] <> '' THEN
      lists := lists || jsonb_build_object(word, words);
    ELSIF word IN ('INCLUDE', 'EXCLUDE', 'INTERSECT', 'PERIODS', 'BYPERIOD') OR words[1] IS NOT NULL AND word = 'FREQ' THEN
      PERFORM ora.refused('OP6507 The calendar string uses what is not converted: ' || clause);
    ELSE
      PERFORM ora.raise(27412, 'repeat interval or calendar contains invalid identifier: ' || word);
    END IF;
  END LOOP;
  IF freq IS NULL THEN
    PERFORM ora.raise(27412, 'repeat interval or calendar contains invalid identifier: ' || coalesce(calendar, ''));
  END IF;
  IF lists::text ~ '"[0-9]+[-+^](OFFSET|SPAN)' THEN
    PERFORM ora.refused('OP6507 The calendar string uses what is not converted: OFFSET, SPAN');
  END IF;
  start := date_trunc('second', start);
  unit := CASE freq WHEN 'YEARLY' THEN interval '1 year' WHEN 'MONTHLY' THEN interval '1 month' WHEN 'WEEKLY' THEN interval '7 days' WHEN 'DAILY' THEN interval '1 day'
    WHEN 'HOURLY' THEN interval '1 hour' WHEN 'MINUTELY' THEN interval '1 minute' ELSE interval '1 second' END;
  origin := date_trunc(CASE freq WHEN 'YEARLY' THEN 'year' WHEN 'MONTHLY' THEN 'month' WHEN 'WEEKLY' THEN 'week' WHEN 'DAILY' THEN 'day' WHEN 'HOURLY' THEN 'hour'
    WHEN 'MINUTELY' THEN 'minute' ELSE 'second' END, start);
  -- Periods before the one that AFTER is in cannot hold it.
  k := CASE
    WHEN after <= start THEN 0
    WHEN freq = 'YEARLY' THEN (extract(year FROM after) - extract(year FROM origin)) / every
    WHEN freq = 'MONTHLY' THEN ((extract(year FROM after) - extract(year FROM origin)) * 12 + extract(month FROM after) - extract(month FROM origin)) / every
    ELSE floor(extract(epoch FROM after - origin) / (extract(epoch FROM unit) * every)) END;
  k := greatest(0, k - 1);
  LOOP
    period := origin + unit * (k * every)::double precision;
    tries := tries + 1;
    IF tries > 100000 OR period > timestamp '9999-01-01' THEN
      RETURN NULL;
    END IF;
    days := ARRAY(
      SELECT d.day::date
      FROM generate_series(date_trunc('day', period), CASE freq WHEN 'YEARLY' THEN period + interval '1 year - 1 day' WHEN 'MONTHLY' THEN period + interval '1 month - 1 day'
        WHEN 'WEEKLY' THEN period + interval '6 days' ELSE date_trunc('day', period) END, interval '1 day') AS d (day),
        LATERAL (SELECT extract(day FROM date_trunc('month', d.day) + interval '1 month - 1 day')::integer AS of_month,
          extract(doy FROM date_trunc('year', d.day) + interval '1 year - 1 day')::integer AS of_year, extract(doy FROM d.day)::integer AS doy,
          extract(day FROM d.day)::integer AS dom, extract(month FROM d.day)::integer AS month, weekday[extract(isodow FROM d.day)::integer] AS name) AS x
      WHERE (CASE WHEN lists ? 'BYMONTH' THEN EXISTS (SELECT FROM jsonb_array_elements_text(lists -> 'BYMONTH') AS m (v)
            WHERE m.v = to_char(d.day, 'MON') OR m.v ~ '^[0-9]+$' AND m.v::integer = x.month)
          ELSE freq <> 'YEARLY' OR lists ?| '{BYWEEKNO,BYYEARDAY,BYDATE,BYDAY}' OR x.month = extract(month FROM start) END)
        AND (NOT lists ? 'BYWEEKNO' OR EXISTS (SELECT FROM jsonb_array_elements_text(lists -> 'BYWEEKNO') AS w (v)
          WHERE w.v::integer = extract(week FROM d.day) OR w.v::integer < 0 AND w.v::integer + extract(week FROM make_date(extract(isoyear FROM d.day)::integer, 12, 28)) + 1 = extract(week FROM d.day)))
        AND (NOT lists ? 'BYYEARDAY' OR EXISTS (SELECT FROM jsonb_array_elements_text(lists -> 'BYYEARDAY') AS y (v)
          WHERE y.v::integer = x.doy OR y.v::integer < 0 AND y.v::integer + x.of_year + 1 = x.doy))
        AND (NOT lists ? 'BYDATE' OR EXISTS (SELECT FROM jsonb_array_elements_text(lists -> 'BYDATE') AS t (v)
          WHERE t.v IN (to_char(d.day, 'MMDD'), to_char(d.day, 'YYYYMMDD'))))
        AND (NOT lists ? 'BYMONTHDAY' OR EXISTS (SELECT FROM jsonb_array_elements_text(lists -> 'BYMONTHDAY') AS m (v)
          WHERE m.v::integer = x.dom OR m.v::integer < 0 AND m.v::integer + x.of_month + 1 = x.dom))
        AND (NOT lists ? 'BYDAY' OR EXISTS (SELECT FROM jsonb_array_elements_text(lists -> 'BYDAY') AS b (v)
          WHERE right(b.v, 3) = x.name AND CASE
            WHEN length(b.v) = 3 OR freq NOT IN ('YEARLY', 'MONTHLY') THEN true
            WHEN freq = 'YEARLY' AND NOT lists ? 'BYMONTH' THEN
              CASE WHEN left(b.v, -3)::integer > 0 THEN (x.doy + 6) / 7 = left(b.v, -3)::integer ELSE (x.of_year - x.doy) / 7 + 1 = -left(b.v, -3)::integer END
            ELSE CASE WHEN left(b.v, -3)::integer > 0 THEN (x.dom + 6) / 7 = left(b.v, -3)::integer ELSE (x.of_month - x.dom) / 7 + 1 = -left(b.v, -3)::integer END END))
        -- Without any day, it is that of the start.
        AND (lists ?| '{BYWEEKNO,BYYEARDAY,BYDATE,BYMONTHDAY,BYDAY}' OR CASE freq WHEN 'WEEKLY' THEN extract(isodow FROM d.day) = extract(isodow FROM start)
          WHEN 'YEARLY' THEN x.dom = extract(day FROM start) WHEN 'MONTHLY' THEN x.dom = extract(day FROM start) ELSE true END)
        AND (NOT lists ? 'BYWEEKNO' OR lists ?| '{BYYEARDAY,BYDATE,BYMONTHDAY,BYDAY}' OR extract(isodow FROM d.day) = extract(isodow FROM start)));
    hours := CASE WHEN lists ? 'BYHOUR' THEN ARRAY(SELECT v::integer FROM jsonb_array_elements_text(lists -> 'BYHOUR') AS h (v)) WHEN freq IN ('HOURLY', 'MINUTELY', 'SECONDLY') THEN NULL
      ELSE ARRAY[extract(hour FROM start)::integer] END;
    minutes := CASE WHEN lists ? 'BYMINUTE' THEN ARRAY(SELECT v::integer FROM jsonb_array_elements_text(lists -> 'BYMINUTE') AS h (v)) WHEN freq IN ('MINUTELY', 'SECONDLY') THEN NULL
      ELSE ARRAY[extract(minute FROM start)::integer] END;
    seconds := CASE WHEN lists ? 'BYSECOND' THEN ARRAY(SELECT v::integer FROM jsonb_array_elements_text(lists -> 'BYSECOND') AS h (v)) WHEN freq = 'SECONDLY' THEN NULL
      ELSE ARRAY[extract(second FROM start)::integer] END;
    -- In periods below a day the period itself says what comes from it.
    IF freq IN ('HOURLY', 'MINUTELY', 'SECONDLY') THEN
      hours := CASE WHEN hours IS NULL OR extract(hour FROM period)::integer = ANY (hours) THEN ARRAY[extract(hour FROM period)::integer] ELSE '{}' END;
    END IF;
    IF freq IN ('MINUTELY', 'SECONDLY') THEN
      minutes := CASE WHEN minutes IS NULL OR extract(minute FROM period)::integer = ANY (minutes) THEN ARRAY[extract(minute FROM period)::integer] ELSE '{}' END;
    END IF;
    IF freq = 'SECONDLY' THEN
      seconds := CASE WHEN seconds IS NULL OR extract(second FROM period)::integer = ANY (seconds) THEN ARRAY[extract(second FROM period)::integer] ELSE '{}' END;
    END IF;
    SELECT min(t.at) INTO found
    FROM (
      SELECT c.at, row_number() OVER (ORDER BY c.at) AS place, count(*) OVER () AS places
      FROM (SELECT DISTINCT d + make_time(h, m, s) AS at FROM unnest(days) AS d, unnest(hours) AS h, unnest(minutes) AS m, unnest(seconds) AS s) AS c
    ) AS t
    WHERE t.at > after AND t.at >= start
      AND (NOT lists ? 'BYSETPOS' OR EXISTS (SELECT FROM jsonb_array_elements_text(lists -> 'BYSETPOS') AS p (v)
        WHERE p.v::integer = t.place OR p.v::integer < 0 AND p.v::integer + t.places + 1 = t.place));
    EXIT WHEN found IS NOT NULL;
    k := k + 1;
  END LOOP;
  RETURN found;
END
$$;
