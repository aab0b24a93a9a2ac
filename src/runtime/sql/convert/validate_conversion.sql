-- VALIDATE_CONVERSION(s AS type [, fmt [, nls]]): 1 if the conversion succeeds (so for NULL), else 0. An invalid model raises.
-- (SQL Language Reference, "VALIDATE_CONVERSION")
CREATE FUNCTION ora.validate_conversion(s text, type text, fmt text DEFAULT NULL, nls text DEFAULT NULL) RETURNS numeric
LANGUAGE plpgsql STABLE AS $$
BEGIN
  CASE regexp_replace(upper(trim(type)), '\s*\(.*?\)', '', 'g')
    WHEN 'NUMBER' THEN
      IF fmt IS NULL THEN PERFORM ora.to_number(s); ELSE PERFORM ora.to_number(s, fmt, nls); END IF;
    WHEN 'BINARY_FLOAT' THEN
      IF fmt IS NULL THEN PERFORM ora.to_binary_float(s); ELSE PERFORM ora.to_number(s, fmt, nls); END IF;
    WHEN 'BINARY_DOUBLE' THEN
      IF fmt IS NULL THEN PERFORM ora.to_binary_double(s); ELSE PERFORM ora.to_number(s, fmt, nls); END IF;
    WHEN 'DATE' THEN
      IF fmt IS NULL THEN PERFORM ora.text_to_date(s); ELSE PERFORM ora.to_date(s, fmt, nls); END IF;
    WHEN 'TIMESTAMP' THEN
      IF fmt IS NULL THEN PERFORM ora.text_to_timestamp(s); ELSE PERFORM ora.to_timestamp(s, fmt, nls); END IF;
    WHEN 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMP WITH LOCAL TIME ZONE' THEN
      IF fmt IS NULL THEN PERFORM ora.text_to_timestamp_tz(s); ELSE PERFORM ora.to_timestamp_tz(s, fmt, nls); END IF;
    WHEN 'INTERVAL DAY TO SECOND' THEN PERFORM ora.to_dsinterval(s);
    WHEN 'INTERVAL YEAR TO MONTH' THEN PERFORM ora.to_yminterval(s);
  END CASE;
  RETURN 1;
EXCEPTION
  WHEN OTHERS THEN
    IF SQLERRM ~ '^ORA-(01481|01810|0181[1-9]|0182[012]|12702)' THEN RAISE; END IF;
    RETURN 0;
END
$$;
