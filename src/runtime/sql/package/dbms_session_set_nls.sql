-- DBMS_SESSION.SET_NLS: a session NLS parameter; the value may stand in single quotes. Dates follow the language. (Globalization Support Guide,
-- "NLS_LANGUAGE")
CREATE PROCEDURE ora.dbms_session_set_nls(param text, value text)
LANGUAGE plpgsql
AS $$
DECLARE
  plain text := replace(regexp_replace(value, '^''(.*)''$', '\1'), '''''', '''');
BEGIN
  IF ora.nls_parameter(param) IS NULL THEN
    PERFORM ora.raise(922, 'missing or invalid option');
  END IF;
  PERFORM ora.session_set('ora.' || lower(param), plain);
  IF upper(param) = 'NLS_LANGUAGE' THEN
    PERFORM ora.session_set('ora.nls_date_language', plain);
  END IF;
END
$$;
