-- Keeps a parameter of the session that a SET has just set, as ora.session_set does; of the time zone also whether a program chose it.
CREATE FUNCTION ora.session_keep(parameter text, own boolean DEFAULT true) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.session_set(parameter, current_setting(parameter));
  SELECT ora.session_set('ora.time_zone', CASE WHEN own THEN current_setting(parameter) ELSE '' END) WHERE parameter = 'TimeZone'
$$;
