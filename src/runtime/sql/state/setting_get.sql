-- Reads a variable set with ora.setting_set; NULL when it was never set.
CREATE FUNCTION ora.setting_get(name text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT substr(nullif(current_setting(ora.setting_key(name), true), ''), 2)
$$;
