-- Reads a variable that was set before. Cheaper than ora.state_get, and a lost store is an error: SQLSTATE 26000, which
-- ora.sqlcode gives as ORA-04068.
CREATE FUNCTION ora.state_fetch(name text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  restricted text := CASE WHEN current_setting('ora.restricted', true) <> '' THEN current_setting(ora.setting_key('restricted.' || name), true) END;
  value text;
BEGIN
  IF restricted <> '' THEN
    RETURN CASE WHEN starts_with(restricted, '=') THEN substr(restricted, 2) END;
  END IF;
  EXECUTE 'EXECUTE ' || ora.state_key(name) INTO value;
  RETURN value;
END
$$;
