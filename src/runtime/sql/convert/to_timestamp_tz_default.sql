-- TO_TIMESTAMP_TZ(s DEFAULT value ON CONVERSION ERROR [, fmt [, nls]]), see ora.to_number_default.
CREATE FUNCTION ora.to_timestamp_tz_default(s text, fallback text, fmt text DEFAULT NULL, nls text DEFAULT NULL) RETURNS timestamptz
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF fmt IS NULL THEN RETURN ora.text_to_timestamp_tz(s); END IF;
  RETURN ora.to_timestamp_tz(s, fmt, nls);
EXCEPTION
  WHEN OTHERS THEN
    IF SQLERRM ~ '^ORA-(01810|0181[1-9]|0182[012]|12702)' THEN RAISE; END IF;
    IF fmt IS NULL THEN RETURN ora.text_to_timestamp_tz(fallback); END IF;
    RETURN ora.to_timestamp_tz(fallback, fmt, nls);
END
$$;
