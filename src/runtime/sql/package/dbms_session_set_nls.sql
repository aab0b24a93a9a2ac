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
  END IF;
  PERFORM ora.session_set('ora.' || lower(param), plain);
  IF upper(param) = 'NLS_LANGUAGE' THEN
    PERFORM ora.session_set('ora.nls_date_language', plain);
  END IF;
END
$$;
