-- The core of TO_DATE, TO_TIMESTAMP and TO_TIMESTAMP_TZ. In: text, model, 'DATE' | 'TIMESTAMP' | 'TIMESTAMPTZ' (which elements are known),
-- date language. Out: the fields, and the zone as text if the model has one.
-- (SQL Language Reference, "String-to-Date Conversion Rules", "Format Model Modifiers": FX, FM; "Datetime Format Elements": RR)
CREATE FUNCTION ora.datetime_parse(s text, fmt text, kind text, lang text, OUT ts timestamp, OUT zone text)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  tokens text[];
  element text;
  literal text;
  quoted boolean;
  at integer := 1;
  rest text := s;
  run text;
  digits text;
  width integer;
  value integer;
  matched integer;
  names text[];
  part text;
  kind_of_part text;
  fx boolean := false;
  fm boolean := false;
  negative boolean;
  y integer;
  mon integer;
  d integer;
  doy integer;
  julian integer;
  dow integer;
  h integer;
  h12 integer;
  mi integer;
  sec integer;
  second_of_day integer;
  fraction numeric := 0;
  pm boolean;
  bc boolean;
  tz_sign text;
  tz_hour text;
  tz_minute text;
  unseparated boolean := false;
  whole boolean := false;
  now timestamp;
BEGIN
  IF fmt ~* '^\s*(DL|DS|TS|DS TS|DL TS)\s*$' THEN
    fmt := (
      SELECT string_agg(ora.territory_format(t.element), ' ' ORDER BY t.place)
      FROM regexp_split_to_table(trim(upper(fmt)), '\s+') WITH ORDINALITY AS t (element, place)
    );
  END IF;
  tokens := ora.datetime_tokens(fmt);
  PERFORM ora.datetime_input_check(tokens, kind);
  rest := ltrim(rest);
  FOR i IN 1 .. array_length(tokens, 1) LOOP
    element := tokens[i];
    at := at + length(element);
    IF element = 'FM' THEN
      fm := NOT fm;
      CONTINUE;
    ELSIF element = 'FX' THEN
      fx := NOT fx;
      CONTINUE;
    ELSIF element COLLATE "C" < 'A' OR element COLLATE "C" > 'Z' THEN
      literal := substr(fmt, at - length(element), length(element));
      quoted := literal ~ '^".+"$';
      IF literal ~ '^"' THEN literal := substr(literal, 2, length(literal) - 2); END IF;
      CONTINUE WHEN literal = '';
      -- Without FX, blanks that the model does not have are passed over: those that fill up the name of a month.
      IF NOT fx AND literal !~ '^\s' AND (quoted OR rest ~ '^\s+[^[:alnum:]]') THEN rest := ltrim(rest); END IF;
      IF fx OR quoted THEN
        -- Quoted text need not be in the model's case, even with FX.
        IF starts_with(upper(rest), upper(literal)) THEN
          rest := substr(rest, length(literal) + 1);
        ELSIF rest <> '' OR fx THEN
          PERFORM ora.date_error(CASE WHEN rest = '' THEN 1840 ELSE 1861 END);
        END IF;
      ELSIF literal = ' ' AND starts_with(rest, ' ') THEN
        rest := ltrim(rest);
      ELSIF rest ~ '^[^[:alnum:]]' AND NOT (rest ~ '^[+-]' AND tokens[i + 1] IN ('SYYYY', 'TZH', 'TZR')
          AND literal = ' ') THEN
        rest := substr(rest, 2);
      ELSE
        unseparated := true;
        CONTINUE;
      END IF;
      unseparated := false;
      CONTINUE;
    END IF;
    part := CASE
      WHEN element IN ('MM', 'MON', 'MONTH', 'RM') THEN 'MONTH'
      WHEN element IN ('D', 'DY', 'DAY') THEN 'DOW'
      WHEN element IN ('AM', 'PM', 'A.M.', 'P.M.') THEN 'MERIDIAN'
      WHEN element IN ('AD', 'BC', 'A.D.', 'B.C.') THEN 'ERA'
      WHEN element IN ('YYYY', 'YYY', 'YY', 'Y', 'RR', 'RRRR', 'SYYYY', 'Y,YYY') THEN 'YEAR'
      WHEN element LIKE 'FF%' THEN 'FF'
      ELSE element END;
    IF NOT fx AND element <> 'SYYYY' THEN rest := ltrim(rest); END IF;
    IF rest = '' OR rest ~ '^\s+$' THEN
      IF fx OR part IN ('YEAR', 'MONTH', 'DD', 'DDD', 'J', 'DOW', 'ERA') THEN PERFORM ora.date_error(1840); END IF;
      rest := '';
      CONTINUE;
    END IF;

    -- Without the decimal character there is no fraction: '7:30:00 AM' is of the model 'HH:MI:SSXFF AM'.
    -- (Globalization Support Guide, "TIMESTAMP WITH TIME ZONE Data Type")
    IF part = 'FF' AND whole THEN CONTINUE; END IF;
    width := CASE
      WHEN element IN ('MM', 'DD', 'HH24', 'HH12', 'HH', 'MI', 'SS', 'YY', 'RR', 'TZM') THEN 2
      WHEN element IN ('YYYY', 'RRRR', 'SYYYY') THEN 4
      WHEN element IN ('YYY', 'DDD') THEN 3
      WHEN element IN ('Y', 'D') THEN 1
      WHEN element = 'SSSSS' THEN 5
      WHEN element = 'J' THEN 7
      WHEN part = 'FF' THEN CASE WHEN element = 'FF' THEN 9 ELSE substr(element, 3)::integer END
      ELSE NULL END;
    IF width IS NOT NULL AND NOT (element = 'MM' AND NOT fx AND rest ~ '^[^0-9[:punct:]]') THEN
      negative := false;
      IF element = 'SYYYY' THEN
        negative := rest ~ '^\s*-';
        rest := regexp_replace(rest, '^\s*[+-]?', '');
      END IF;
      run := substring(rest, '^\d+');
      -- A year that is none is out of range. (Error Messages, ORA-01841)
      IF run IS NULL THEN PERFORM ora.date_error(CASE WHEN part = 'YEAR' THEN 1841 ELSE 1858 END); END IF;
      digits := left(run, width);
      IF element IN ('YY', 'RR') AND NOT fx AND length(run) > 2 AND coalesce(tokens[i + 1], '-') !~ '^[A-Z]' THEN digits := left(run, 4); END IF;
      IF fx AND NOT fm AND length(digits) < width AND element <> 'FF' THEN PERFORM ora.date_error(1862); END IF;
      rest := substr(rest, length(digits) + 1);
      value := digits::integer;
      CASE element
        WHEN 'MM' THEN
          IF value NOT BETWEEN 1 AND 12 THEN PERFORM ora.date_error(1843); END IF;
          mon := value;
        WHEN 'DD' THEN
          IF value NOT BETWEEN 1 AND 31 THEN PERFORM ora.date_error(1847); END IF;
          d := value;
        WHEN 'YYYY', 'SYYYY', 'RRRR', 'RR', 'YY', 'YYY', 'Y' THEN
          y := CASE WHEN negative THEN -value ELSE value END;
          IF length(digits) < 3 AND element IN ('RR', 'RRRR', 'YY') OR element IN ('YYY', 'Y') THEN
            now := ora.sysdate();
            IF element IN ('RR', 'RRRR') THEN
              y := extract(year FROM now)::integer / 100 * 100 + value
                + CASE WHEN extract(year FROM now)::integer % 100 < 50 THEN CASE WHEN value < 50 THEN 0 ELSE -100 END
                  ELSE CASE WHEN value < 50 THEN 100 ELSE 0 END END;
            ELSE
              y := extract(year FROM now)::integer / (10 ^ width)::integer * (10 ^ width)::integer + value;
            END IF;
          END IF;
          IF y = 0 THEN PERFORM ora.date_error(1841); END IF;
        WHEN 'HH24' THEN
          IF value > 23 THEN PERFORM ora.date_error(1850); END IF;
          h := value;
        WHEN 'HH', 'HH12' THEN
          IF value NOT BETWEEN 1 AND 12 THEN PERFORM ora.date_error(1849); END IF;
          h12 := value;
        WHEN 'MI' THEN
          IF value > 59 THEN PERFORM ora.date_error(1851); END IF;
          mi := value;
        WHEN 'SS' THEN
          IF value > 59 THEN PERFORM ora.date_error(1852); END IF;
          sec := value;
        WHEN 'SSSSS' THEN
          IF value > 86399 THEN PERFORM ora.date_error(1853); END IF;
          second_of_day := value;
        WHEN 'DDD' THEN
          IF value NOT BETWEEN 1 AND 366 THEN PERFORM ora.date_error(1848); END IF;
          doy := value;
        WHEN 'J' THEN
          IF value NOT BETWEEN 1 AND 5373484 THEN PERFORM ora.date_error(1854); END IF;
          julian := value;
        WHEN 'D' THEN
          IF value NOT BETWEEN 1 AND 7 THEN PERFORM ora.date_error(1846); END IF;
          dow := (value - 1 + ora.week_start()) % 7;
        WHEN 'TZM' THEN tz_minute := digits;
        ELSE fraction := ('0.' || digits)::numeric;
      END CASE;
      CONTINUE;
    END IF;

    CASE
      WHEN part = 'MONTH' AND element <> 'RM' OR part = 'DOW' THEN
        value := NULL;
        matched := 0;
        IF part = 'MONTH' AND lang = 'AMERICAN' AND rest ~ '^[A-Za-z]{3}(?![A-Za-z])' THEN
          value := strpos('JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC', upper(left(rest, 3)));
          value := CASE WHEN value > 0 THEN value / 4 + 1 END;
          matched := 3;
        END IF;
        FOR k IN 1 .. CASE WHEN matched > 0 THEN 0 ELSE 2 END LOOP
          kind_of_part := CASE WHEN part = 'MONTH' THEN CASE k WHEN 1 THEN 'month' ELSE 'mon' END ELSE CASE k WHEN 1 THEN 'day' ELSE 'dy' END END;
          names := ora.nls_names(kind_of_part, lang);
          FOR j IN 1 .. array_length(names, 1) LOOP
            literal := ora.nls_upper(names[j]);
            IF NOT starts_with(ora.nls_upper(rest), literal) THEN literal := rtrim(literal, '.'); END IF;
            IF starts_with(ora.nls_upper(rest), literal) AND length(literal) > matched THEN
              value := j;
              matched := length(literal);
            END IF;
          END LOOP;
        END LOOP;
        -- A digit where the model has punctuation and a name: the text is of another model.
        IF value IS NULL AND unseparated AND rest ~ '^[0-9]' THEN PERFORM ora.date_error(1861); END IF;
        IF value IS NULL THEN PERFORM ora.date_error(CASE part WHEN 'MONTH' THEN 1843 ELSE 1846 END); END IF;
        rest := substr(rest, matched + 1);
        IF part = 'MONTH' THEN mon := value; ELSE dow := value - 1; END IF;
      WHEN element = 'RM' THEN
        run := upper(substring(rest, '^[IVXivx]+'));
        mon := array_position('{I,II,III,IV,V,VI,VII,VIII,IX,X,XI,XII}', run);
        IF mon IS NULL THEN PERFORM ora.date_error(1843); END IF;
        rest := substr(rest, length(run) + 1);
      WHEN part = 'MERIDIAN' THEN
        run := substring(rest, CASE WHEN length(element) = 2 THEN '^[AaPp][Mm]' ELSE '^[AaPp]\.[Mm]\.' END);
        IF run IS NULL THEN PERFORM ora.date_error(1855); END IF;
        pm := run ~* '^p';
        rest := substr(rest, length(run) + 1);
      WHEN part = 'ERA' THEN
        run := substring(rest, CASE WHEN length(element) = 2 THEN '^(?:[Aa][Dd]|[Bb][Cc])' ELSE '^(?:[Aa]\.[Dd]\.|[Bb]\.[Cc]\.)' END);
        IF run IS NULL THEN PERFORM ora.date_error(1856); END IF;
        bc := run ~* '^b';
        rest := substr(rest, length(run) + 1);
      WHEN element = 'Y,YYY' THEN
        run := substring(rest, '^\d,\d{3}');
        IF run IS NULL THEN PERFORM ora.date_error(1861); END IF;
        y := replace(run, ',', '')::integer;
        rest := substr(rest, length(run) + 1);
      WHEN element = 'X' THEN
        IF rest ~ '^[^[:alnum:][:space:]]' THEN
          rest := substr(rest, 2);
        ELSE
          whole := true;
        END IF;
      WHEN element = 'TZH' THEN
        run := substring(rest, '^[+-]?\d{1,2}');
        IF run IS NULL THEN PERFORM ora.date_error(1858); END IF;
        tz_sign := CASE WHEN run ~ '^-' THEN '-' ELSE '+' END;
        tz_hour := ltrim(run, '+-');
        rest := substr(rest, length(run) + 1);
      WHEN element = 'TZR' THEN
        run := coalesce(substring(rest, '^[+-]\d{1,2}:\d{2}'), substring(rest, '^[A-Za-z][A-Za-z0-9_/+-]*'));
        IF run IS NULL THEN PERFORM ora.date_error(1882); END IF;
        zone := run;
        rest := substr(rest, length(run) + 1);
      ELSE -- TZD: the abbreviation says no more than the region does.
        run := substring(rest, '^[A-Za-z]+');
        IF run IS NULL THEN PERFORM ora.date_error(1857); END IF;
        rest := substr(rest, length(run) + 1);
    END CASE;
  END LOOP;
  IF rtrim(rest) <> '' THEN PERFORM ora.date_error(1830); END IF;

  IF julian IS NOT NULL THEN
    ts := ora.julian_date(julian);
    IF y <> extract(year FROM ts) THEN PERFORM ora.date_error(1831); END IF;
    IF mon <> extract(month FROM ts) THEN PERFORM ora.date_error(1833); END IF;
    IF d <> extract(day FROM ts) THEN PERFORM ora.date_error(1834); END IF;
  ELSE
    IF y IS NULL OR mon IS NULL AND doy IS NULL THEN now := ora.sysdate(); END IF;
    y := coalesce(CASE WHEN bc THEN -y ELSE y END, extract(year FROM now)::integer);
    IF y NOT BETWEEN -4712 AND 9999 THEN PERFORM ora.date_error(1841); END IF;
    IF doy IS NOT NULL THEN
      ts := make_date(y, 1, 1) + (doy - 1);
      IF extract(year FROM ts) <> y THEN PERFORM ora.date_error(1848); END IF;
      IF mon <> extract(month FROM ts) THEN PERFORM ora.date_error(1833); END IF;
      IF d <> extract(day FROM ts) THEN PERFORM ora.date_error(1834); END IF;
    ELSE
      mon := coalesce(mon, extract(month FROM now)::integer);
      d := coalesce(d, 1);
      IF d > 28 AND d > extract(day FROM make_date(y, mon, 1) + interval '1 month' - interval '1 day') THEN PERFORM ora.date_error(1839); END IF;
      ts := make_date(y, mon, d);
    END IF;
  END IF;
  IF dow <> (ora.julian_day(ts) + 1) % 7 THEN PERFORM ora.date_error(1835); END IF;
  h := coalesce(h, h12 % 12 + CASE WHEN pm THEN 12 ELSE 0 END);
  IF second_of_day IS NOT NULL THEN
    IF h <> second_of_day / 3600 THEN PERFORM ora.date_error(1836); END IF;
    IF mi <> second_of_day / 60 % 60 THEN PERFORM ora.date_error(1837); END IF;
    IF sec <> second_of_day % 60 THEN PERFORM ora.date_error(1838); END IF;
  ELSE
    second_of_day := coalesce(h, 0) * 3600 + coalesce(mi, 0) * 60 + coalesce(sec, 0);
  END IF;
  ts := ts + make_interval(secs => (second_of_day + round(fraction, 6))::double precision);
  IF ts >= timestamp '10000-01-01' THEN PERFORM ora.date_error(1841); END IF;
  IF tz_hour IS NOT NULL THEN zone := tz_sign || tz_hour || ':' || lpad(coalesce(tz_minute, '00'), 2, '0'); END IF;
END
$$;
