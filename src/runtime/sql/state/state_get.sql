-- Reads a variable of the session; NULL when it was never set.
CREATE FUNCTION ora.state_get(name text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  statement text := 'EXECUTE ' || ora.state_key(name);
  restricted text := CASE WHEN current_setting('ora.restricted', true) <> '' THEN current_setting(ora.setting_key('restricted.' || name), true) END;
  value text;
BEGIN
  IF restricted <> '' THEN
    RETURN CASE WHEN starts_with(restricted, '=') THEN substr(restricted, 2) END;
  END IF;
  BEGIN
    EXECUTE statement INTO value;
  EXCEPTION WHEN invalid_sql_statement_name THEN
    RETURN NULL;
  END;
  RETURN value;
END
$$;
