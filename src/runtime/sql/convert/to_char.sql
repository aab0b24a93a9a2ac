-- TO_CHAR of DATE and TIMESTAMP, TIMESTAMP WITH TIME ZONE, and NUMBER by a format model. Calls are emitted with every argument cast.
-- Models of plain elements, which PostgreSQL's own to_char answers in the same way, take the short way.
-- (SQL Language Reference, "TO_CHAR (datetime)", "TO_CHAR (number)")
CREATE FUNCTION ora.to_char(ts timestamp, fmt text, nls text DEFAULT NULL) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  -- From the first day of the Gregorian calendar on, see ora.julian_day. SSSS is one element in PostgreSQL.
  IF ts >= timestamp '1582-10-15' THEN
    IF fmt ~ '^(?:YYYY|yyyy|MM|mm|DD|dd|HH24|hh24|MI|mi|SS|ss|FF[36]|[-/:., ]|"[^"\\]*")+$' AND strpos(upper(fmt), 'SSSS') = 0 THEN
      RETURN to_char(ts, fmt);
    END IF;
    -- The year in which it began has no days 5 to 14 of October: its days and weeks are counted without them.
    IF ts >= timestamp '1583-01-01' AND nls IS NULL AND fmt ~ '^(?:RR|rr|YYYY|yyyy|YY|yy|MM|mm|MONTH|Month|month|MON|Mon|mon|DAY|Day|day|DY|Dy|dy|DD|dd|HH24|hh24|HH12|hh12|HH|hh|MI|mi|SS|ss|AM|PM|am|pm|Q|WW|IW|IYYY|XFF|FF[1-6]?|[-/:.,; ])+$'
      AND strpos(upper(fmt), 'SSSS') = 0 AND ora.nls_date_language(NULL) = 'AMERICAN' AND ora.nls_numeric_character(1, NULL) = '.' THEN
      -- RR is printed as YY is; FF without a number is the type's six digits.
      RETURN to_char(ts, regexp_replace(replace(replace(replace(fmt, 'XFF', '.FF'), 'RR', 'YY'), 'rr', 'yy'), 'FF(?![1-6])', 'FF6'));
    END IF;
  END IF;
  IF ts IS NULL OR fmt IS NULL OR fmt = '' THEN RETURN NULL; END IF;
  RETURN ora.datetime_text(ts, fmt, ora.nls_date_language(nls), NULL, NULL, NULL);
END
$$;

CREATE FUNCTION ora.to_char(d timestamptz, fmt text, nls text DEFAULT NULL) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  zone text;
BEGIN
  IF d IS NULL OR fmt IS NULL OR fmt = '' THEN RETURN NULL; END IF;
  IF fmt !~* 'tz' THEN RETURN ora.to_char(d::timestamp, fmt, nls); END IF;
  zone := ora.sessiontimezone();
  -- An offset has no abbreviation.
  RETURN ora.datetime_text(d::timestamp, fmt, ora.nls_date_language(nls), extract(timezone FROM d)::integer, zone, CASE WHEN zone !~ '^[+-]' THEN to_char(d, 'TZ') END);
END
$$;

CREATE FUNCTION ora.to_char(n numeric, fmt text, nls text DEFAULT NULL) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF abs(n) = 'Infinity' AND fmt ~* 'TM|EEEE' THEN RETURN ora.number_text(n); END IF;
  IF n IS NULL OR fmt IS NULL OR fmt = '' THEN RETURN NULL; END IF;
  -- Digits, commas and a point, and a value that neither overflows nor is rounded (PostgreSQL has other number signs, and no -0).
  IF fmt ~ '^(?:FM)?[09](?:[09,]*[09])?(?:\.[09]+)?$'
    AND scale(n) <= length(split_part(fmt, '.', 2))
    AND abs(n) < ('1e' || length(translate(split_part(fmt, '.', 1), ',FM', '')))::numeric
    AND NOT fmt ~ '^FM[09,]*9\.9+$' THEN
    RETURN to_char(n, fmt);
  END IF;
  -- The same with the separators of the session and the sign behind.
  IF fmt ~ '^[09](?:[09G]*[09])?(?:D[09]+)?(?:MI)?$'
    AND scale(n) <= length(rtrim(split_part(fmt, 'D', 2), 'MI'))
    AND abs(n) < ('1e' || length(translate(split_part(fmt, 'D', 1), 'GMI', '')))::numeric THEN
    RETURN translate(
      to_char(n, translate(fmt, 'GD', ',.')), ',.', ora.nls_numeric_character(2, nls) || ora.nls_numeric_character(1, nls));
  END IF;
  RETURN ora.number_format(n, fmt, nls);
END
$$;

-- A floating-point number: infinities and NaN give number signs, but for TM, and are not those of NUMBER; 17 digits or, of BINARY_FLOAT, 9.
CREATE FUNCTION ora.to_char(x double precision, fmt text, nls text DEFAULT NULL) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF x IS NULL OR fmt IS NULL OR fmt = '' THEN RETURN NULL; END IF;
  IF fmt ~* '^TM9?$' OR fmt ~* '^TM' AND (x = 'NaN' OR abs(x) = 'Infinity') THEN RETURN replace(ora.binary_tm(x), '.', ora.nls_numeric_character(1, nls)); END IF;
  IF x = 'NaN' OR abs(x) = 'Infinity' THEN
    RETURN repeat('#', length(ora.to_char(1::numeric, regexp_replace(fmt, '^FM', '', 'i'), nls)));
  END IF;
  RETURN ora.to_char(trim_scale(to_char(x, '9.9999999999999999EEEE')::numeric), fmt, nls);
END
$$;

CREATE FUNCTION ora.to_char(x real, fmt text, nls text DEFAULT NULL) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF x = 'NaN' OR abs(x) = 'Infinity' THEN RETURN ora.to_char(x::double precision, fmt, nls); END IF;
  RETURN ora.to_char(ora.binary_number(x), fmt, nls);
END
$$;
