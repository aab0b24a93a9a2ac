-- Reads what the session keeps of a package's cursor, from outside of the package, which is initialised first where the session has not done so yet.
CREATE FUNCTION ora.package_state(package text, name text) RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
  IF current_setting(ora.setting_key('init_' || package), true) IS DISTINCT FROM '1' THEN
    EXECUTE format('CALL %I.__init()', package);
  END IF;
  RETURN ora.state_get(name);
END
$$;
