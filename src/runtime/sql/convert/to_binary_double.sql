-- TO_BINARY_DOUBLE(text): a number as TO_NUMBER reads it (no D or F after it), with the session's decimal character, or INF, INFINITY, NAN in
-- any case. (SQL Language Reference, "TO_BINARY_DOUBLE"; Globalization Support Guide, "NLS_NUMERIC_CHARACTERS")
CREATE FUNCTION ora.to_binary_double(s text) RETURNS double precision LANGUAGE plpgsql STABLE AS $$
DECLARE
  t text := upper(trim(s));
  point text;
BEGIN
  IF t = '' OR t IS NULL THEN RETURN NULL; END IF;
  IF t ~ '^[+-]?INF(INITY)?$' THEN RETURN CASE WHEN t LIKE '-%' THEN '-Infinity' ELSE 'Infinity' END; END IF;
  IF t ~ '^[+-]?NAN$' THEN RETURN 'NaN'; END IF;
  point := ora.nls_numeric_character(1, NULL);
  IF point <> '.' THEN
    IF strpos(t, '.') > 0 THEN PERFORM ora.number_error(1722); END IF;
    t := replace(t, upper(point), '.');
  END IF;
  IF t !~ '^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d{1,6})?$' THEN PERFORM ora.number_error(1722); END IF;
  RETURN t::double precision;
EXCEPTION
  WHEN numeric_value_out_of_range THEN
    RETURN CASE WHEN t ~ 'E-' OR t ~ '^[+-]?0*\.' THEN 0 WHEN t LIKE '-%' THEN '-Infinity'::double precision ELSE 'Infinity' END;
END
$$;
