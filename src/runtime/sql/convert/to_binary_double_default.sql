-- TO_BINARY_DOUBLE(s DEFAULT value ON CONVERSION ERROR [, fmt [, nls]]), see ora.to_number_default.
CREATE FUNCTION ora.to_binary_double_default(s text, fallback text, fmt text DEFAULT NULL, nls text DEFAULT NULL) RETURNS double precision
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF fmt IS NULL THEN RETURN ora.to_binary_double(s); END IF;
  RETURN ora.to_number(s, fmt, nls);
EXCEPTION
  WHEN OTHERS THEN
    IF SQLERRM LIKE 'ORA-01481%' OR SQLERRM LIKE 'ORA-12702%' THEN RAISE; END IF;
    IF fmt IS NULL THEN RETURN ora.to_binary_double(fallback); END IF;
    RETURN ora.to_number(fallback, fmt, nls);
END
$$;
