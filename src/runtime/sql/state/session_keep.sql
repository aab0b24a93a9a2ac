-- Keeps a parameter of the session that a SET has just set, as ora.session_set does.
CREATE FUNCTION ora.session_keep(parameter text) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.session_set(parameter, current_setting(parameter))
$$;
