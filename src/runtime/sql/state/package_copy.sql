-- The copy of a package variable that ora.package_get reads. Long values have none, nor has one that looks like the copy of NULL.
CREATE FUNCTION ora.package_copy(name text, value text) RETURNS text
LANGUAGE sql
AS $$
  SELECT set_config(
    ora.setting_key('state.' || name),
    CASE WHEN octet_length(value) > 65536 OR value = E'\x01' THEN '' ELSE current_setting('ora.state_generation') || coalesce(value, E'\x01') END,
    true)
$$;
