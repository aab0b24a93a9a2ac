-- DBMS_SESSION.SET_NLS: a session NLS parameter; the value may stand in single quotes.
CREATE PROCEDURE ora.dbms_session_set_nls(param text, value text)
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.nls_parameter(param) IS NULL THEN
    PERFORM ora.raise(922, 'missing or invalid option');
  END IF;
  PERFORM ora.session_set('ora.' || lower(param), replace(regexp_replace(value, '^''(.*)''$', '\1'), '''''', ''''));
END
$$;
