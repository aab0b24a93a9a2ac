-- The core of TO_CHAR(datetime): fields, format model, date language, offset of the zone in seconds, its region and abbreviation
-- (NULL for types without a zone, for which zone elements are ORA-01821). `julian` is what J writes where the day has no PostgreSQL value.
-- (SQL Language Reference, "Datetime Format Models", "Datetime Format Element Suffixes", "Format Model Modifiers")
CREATE FUNCTION ora.datetime_text(ts timestamp, fmt text, lang text, tz_seconds integer, region text, abbreviation text, julian integer DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  tokens text[] := ora.datetime_tokens(fmt);
  token text;
  model text;
  suffix text := 'no element before';
  ordinal text;
  result text := '';
  piece text;
  number bigint;
  width integer;
  used integer := 0;
  fm boolean := false;
  names text[];
  y integer := extract(year FROM ts)::integer;
BEGIN
  FOR i IN 1 .. coalesce(array_length(tokens, 1), 0) LOOP
    token := tokens[i];
    model := substr(fmt, used + 1, length(token));
    used := used + length(token);
    IF token COLLATE "C" < 'A' OR token COLLATE "C" > 'Z' THEN
      -- Quoted text or punctuation.
      result := result || CASE WHEN token ~ '^"' THEN substr(model, 2, length(model) - 2) ELSE model END;
      suffix := 'no element before';
      CONTINUE;
    ELSIF token = 'FM' THEN
      fm := NOT fm;
      CONTINUE;
    ELSIF token = 'FX' THEN
      CONTINUE;
    ELSIF token IN ('TH', 'SP', 'THSP', 'SPTH') THEN
      IF suffix IS DISTINCT FROM token THEN PERFORM ora.date_error(1821); END IF;
      suffix := 'no element before';
      CONTINUE;
    END IF;
    suffix := CASE WHEN tokens[i + 1] IN ('TH', 'SP', 'THSP', 'SPTH') THEN tokens[i + 1] END;
    number := NULL;
    piece := NULL;
    width := 2;
    names := NULL;
    CASE token
      WHEN 'DD' THEN number := extract(day FROM ts);
      WHEN 'MM' THEN number := extract(month FROM ts);
      WHEN 'YYYY', 'RRRR' THEN
        number := abs(y);
        width := 4;
      WHEN 'HH24' THEN number := extract(hour FROM ts);
      WHEN 'MI' THEN number := extract(minute FROM ts);
      WHEN 'SS' THEN number := trunc(extract(second FROM ts));
      WHEN 'YY', 'RR' THEN number := abs(y) % 100;
      WHEN 'HH', 'HH12' THEN number := (extract(hour FROM ts)::integer + 11) % 12 + 1;
      WHEN 'MON' THEN names := ora.nls_names('mon', lang);
      WHEN 'MONTH' THEN names := ora.nls_names('month', lang);
      WHEN 'DY' THEN names := ora.nls_names('dy', lang);
      WHEN 'DAY' THEN names := ora.nls_names('day', lang);
      WHEN 'AM', 'PM' THEN piece := CASE WHEN extract(hour FROM ts) < 12 THEN 'Am' ELSE 'Pm' END;
      WHEN 'A.M.', 'P.M.' THEN piece := CASE WHEN extract(hour FROM ts) < 12 THEN 'A.m.' ELSE 'P.m.' END;
      WHEN 'AD', 'BC' THEN piece := CASE WHEN y < 0 THEN 'Bc' ELSE 'Ad' END;
      WHEN 'A.D.', 'B.C.' THEN piece := CASE WHEN y < 0 THEN 'B.c.' ELSE 'A.d.' END;
      WHEN 'Q' THEN
        number := extract(quarter FROM ts);
        width := 1;
      WHEN 'WW' THEN
        number := CASE WHEN ts < timestamp '1583-01-01' AND y > 0 THEN ora.julian_day(ts) - ora.julian_day(date_trunc('year', ts)) ELSE extract(doy FROM ts)::integer - 1 END / 7 + 1;
      WHEN 'W' THEN
        number := (extract(day FROM ts)::integer - 1) / 7 + 1;
        width := 1;
      WHEN 'IW' THEN number := extract(week FROM ts);
      WHEN 'IYYY', 'IYY', 'IY', 'I' THEN
        width := length(token);
        number := abs(extract(isoyear FROM ts)::integer) % (10 ^ width)::integer;
      WHEN 'D' THEN
        number := (ora.julian_day(ts) + 1 - ora.week_start() + 7) % 7 + 1;
        width := 1;
      WHEN 'DDD' THEN
        number := CASE WHEN ts >= timestamp '1582-10-15' AND ts < timestamp '1583-01-01' OR y < 1582 AND y > 0 AND y % 100 = 0
          THEN ora.julian_day(ts) - ora.julian_day(date_trunc('year', ts)) + 1 ELSE extract(doy FROM ts) END;
        width := 3;
      WHEN 'J' THEN
        number := coalesce(julian, ora.julian_day(ts));
        width := 7;
      WHEN 'SSSSS' THEN
        number := trunc(extract(epoch FROM ts::time));
        width := 5;
      WHEN 'YYY' THEN
        number := abs(y) % 1000;
        width := 3;
      WHEN 'Y' THEN
        number := abs(y) % 10;
        width := 1;
      WHEN 'Y,YYY' THEN result := result || (abs(y) / 1000)::text || ',' || lpad((abs(y) % 1000)::text, 3, '0');
      WHEN 'SYYYY' THEN
        number := abs(y);
        width := 4;
        result := result || CASE WHEN y < 0 THEN '-' WHEN fm THEN '' ELSE ' ' END;
      WHEN 'CC', 'SCC' THEN
        number := (abs(y) + 99) / 100;
        IF token = 'SCC' THEN result := result || CASE WHEN y < 0 THEN '-' WHEN fm THEN '' ELSE ' ' END; END IF;
      WHEN 'YEAR', 'SYEAR' THEN
        piece := initcap(ora.year_words(abs(y)));
        IF token = 'SYEAR' THEN result := result || CASE WHEN y < 0 THEN '-' WHEN fm THEN '' ELSE ' ' END; END IF;
      WHEN 'RM' THEN
        piece := ('{I,II,III,IV,V,VI,VII,VIII,IX,X,XI,XII}'::text[])[extract(month FROM ts)::integer];
        IF NOT fm THEN piece := rpad(piece, 4); END IF;
      WHEN 'X' THEN result := result || ora.nls_numeric_character(1, NULL);
      WHEN 'DL', 'DS' THEN result := result || ora.datetime_text(ts, ora.territory_format(token), lang, NULL, NULL, NULL);
      WHEN 'TS' THEN result := result || ora.datetime_text(ts, regexp_replace(ora.territory_format(token), '^HH:', 'fmHH:fm'), lang, NULL, NULL, NULL);
      WHEN 'TZH' THEN
        IF tz_seconds IS NULL THEN PERFORM ora.date_error(1821); END IF;
        result := result || CASE WHEN tz_seconds < 0 THEN '-' ELSE '+' END || lpad((abs(tz_seconds) / 3600)::text, 2, '0');
      WHEN 'TZM' THEN
        IF tz_seconds IS NULL THEN PERFORM ora.date_error(1821); END IF;
        result := result || lpad((abs(tz_seconds) / 60 % 60)::text, 2, '0');
      WHEN 'TZR' THEN
        IF tz_seconds IS NULL THEN PERFORM ora.date_error(1821); END IF;
        -- '01-DEC-99 08.00.00.000000 AM AMERICA/LOS_ANGELES' (SQL Language Reference, "Datetime Expressions")
        result := result || upper(region);
      WHEN 'TZD' THEN
        IF tz_seconds IS NULL THEN PERFORM ora.date_error(1821); END IF;
        -- An offset has no name.
        result := result || coalesce(abbreviation, '');
      WHEN 'E', 'EE' THEN PERFORM ora.date_error(1822);
      ELSE
        -- FF and FF1 to FF9: PostgreSQL has six digits, and FF alone is the type's six.
        width := CASE token WHEN 'FF' THEN 6 ELSE substr(token, 3)::integer END;
        IF suffix IS NULL THEN
          result := result || left(to_char(ts, 'US') || '000', width);
        ELSE
          number := left(to_char(ts, 'US') || '000', width)::bigint;
        END IF;
    END CASE;
    IF names IS NOT NULL THEN
      piece := CASE WHEN token IN ('DY', 'DAY')
        THEN names[(ora.julian_day(ts) + 1) % 7 + 1] ELSE names[extract(month FROM ts)::integer] END;
      IF NOT fm THEN piece := rpad(piece, (SELECT max(length(name)) FROM unnest(names) AS name)); END IF;
    END IF;
    IF number IS NOT NULL THEN
      IF suffix IS NULL OR suffix = 'TH' THEN
        piece := CASE WHEN fm THEN number::text ELSE lpad(number::text, width, '0') END;
        IF suffix IS NOT NULL THEN
          ordinal := CASE
            WHEN number % 100 BETWEEN 11 AND 13 THEN 'TH'
            WHEN number % 10 = 1 THEN 'ST'
            WHEN number % 10 = 2 THEN 'ND'
            WHEN number % 10 = 3 THEN 'RD'
            ELSE 'TH' END;
          piece := piece || CASE WHEN substr(model, 2, 1) ~ '[a-z]' THEN lower(ordinal) ELSE ordinal END;
        END IF;
        result := result || piece;
        CONTINUE;
      END IF;
      piece := initcap(ora.number_words(number, suffix <> 'SP'));
    END IF;
    IF piece IS NOT NULL THEN
      -- The first two letters of the element decide: MONTH, Month, month.
      model := replace(model, '.', '') || CASE WHEN suffix IS NULL THEN '' ELSE substr(fmt, used + 1, 2) END;
      result := result || CASE
        WHEN left(model, 1) ~ '[a-z]' THEN ora.nls_lower(piece)
        WHEN substr(model, 2, 1) ~ '[a-z]' THEN piece
        ELSE ora.nls_upper(piece) END;
    END IF;
  END LOOP;
  RETURN nullif(result, '');
END
$$;
