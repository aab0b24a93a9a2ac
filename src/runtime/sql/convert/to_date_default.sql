-- TO_DATE(s DEFAULT value ON CONVERSION ERROR [, fmt [, nls]]), see ora.to_number_default.
CREATE FUNCTION ora.to_date_default(s text, fallback text, fmt text DEFAULT NULL, nls text DEFAULT NULL) RETURNS timestamp
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF fmt IS NULL THEN RETURN ora.text_to_date(s); END IF;
  RETURN ora.to_date(s, fmt, nls);
EXCEPTION
  WHEN OTHERS THEN
    IF SQLERRM ~ '^ORA-(01810|0181[1-9]|0182[012]|12702)' THEN RAISE; END IF;
    IF fmt IS NULL THEN RETURN ora.text_to_date(fallback); END IF;
    RETURN ora.to_date(fallback, fmt, nls);
END
$$;
