-- Keeps a parameter of the session that a SET has just set, as ora.session_set does; of the time zone also that a program has set it.
CREATE FUNCTION ora.session_keep(parameter text) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.session_set(parameter, current_setting(parameter));
  SELECT ora.session_set('ora.time_zone', current_setting(parameter)) WHERE parameter = 'TimeZone'
$$;
