-- DBMS_SESSION.SET_NLS: a session NLS parameter; the value may stand in single quotes. Dates follow the language. (Globalization Support Guide,
-- "NLS_LANGUAGE", "NLS_NUMERIC_CHARACTERS"; Database Error Messages, ORA-02248, ORA-12705)
CREATE PROCEDURE ora.dbms_session_set_nls(param text, value text)
LANGUAGE plpgsql
AS $$
DECLARE
  plain text := replace(regexp_replace(value, '^''(.*)''$', '\1'), '''''', '''');
BEGIN
  IF ora.nls_parameter(param) IS NULL THEN
    PERFORM ora.raise(2248);
  -- Two characters, neither of which stands in a number by itself.
  ELSIF upper(param) = 'NLS_NUMERIC_CHARACTERS' AND (plain !~ '^[^-+<>0-9]{2}$' OR left(plain, 1) = right(plain, 1)) THEN
    PERFORM ora.raise(12705);
  ELSIF upper(param) = 'NLS_COMP' AND upper(plain) NOT IN ('BINARY', 'LINGUISTIC', 'ANSI') THEN
    PERFORM ora.raise(12705);
  -- A DATE has neither fractions of a second nor a zone.
  ELSIF upper(param) = 'NLS_DATE_FORMAT' AND regexp_replace(plain, '"[^"]*"', '', 'g') ~* 'ff|tz' THEN
    PERFORM ora.date_error(1821);
  ELSIF upper(param) IN ('NLS_DATE_FORMAT', 'NLS_TIMESTAMP_FORMAT', 'NLS_TIMESTAMP_TZ_FORMAT') THEN
    -- Raises where it is no format.
    PERFORM ora.to_char_at(now(), '+00:00', plain);
  END IF;
  PERFORM ora.session_set('ora.' || lower(param), plain);
  IF upper(param) = 'NLS_LANGUAGE' THEN
    PERFORM ora.session_set('ora.nls_date_language', plain);
  ELSIF upper(param) = 'NLS_TERRITORY' THEN
    -- What a territory brings with it. (Globalization Support Guide, "NLS_TERRITORY")
    PERFORM ora.session_set('ora.' || p.name, p.own)
    FROM (VALUES
      ('AMERICA', 'DD-MON-RR', 'DD-MON-RR HH.MI.SSXFF AM', 'DD-MON-RR HH.MI.SSXFF AM TZR', '.,', '$'),
      ('GERMANY', 'DD.MM.RR', 'DD.MM.RR HH24:MI:SSXFF', 'DD.MM.RR HH24:MI:SSXFF TZR', ',.', '€')
    ) AS t(territory, dates, times, zoned, numbers, currency),
    LATERAL (VALUES ('nls_date_format', t.dates), ('nls_timestamp_format', t.times), ('nls_timestamp_tz_format', t.zoned), ('nls_numeric_characters', t.numbers),
      ('nls_currency', t.currency), ('nls_dual_currency', t.currency), ('nls_iso_currency', t.territory)) AS p(name, own)
    WHERE t.territory = upper(plain);
  END IF;
END
$$;
