-- A variable of a package whose initial value could not be converted: reading it before it is set raises P0004 with this message.
CREATE FUNCTION ora.package_refuse(name text, message text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set(name, E'\x02' || message), set_config(ora.setting_key('state.' || name), '', true);
END
$$;
