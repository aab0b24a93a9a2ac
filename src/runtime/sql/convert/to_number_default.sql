-- TO_NUMBER(s DEFAULT value ON CONVERSION ERROR [, fmt [, nls]]): the default is text, converted by the same model. An invalid model still
-- raises. (SQL Language Reference, "TO_NUMBER")
CREATE FUNCTION ora.to_number_default(s text, fallback text, fmt text DEFAULT NULL, nls text DEFAULT NULL) RETURNS numeric
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF fmt IS NULL THEN RETURN ora.to_number(s); END IF;
  RETURN ora.to_number(s, fmt, nls);
EXCEPTION
  WHEN OTHERS THEN
    IF SQLERRM LIKE 'ORA-01481%' OR SQLERRM LIKE 'ORA-12702%' THEN RAISE; END IF;
    IF fmt IS NULL THEN RETURN ora.to_number(fallback); END IF;
    RETURN ora.to_number(fallback, fmt, nls);
END
$$;
