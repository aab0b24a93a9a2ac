-- The copy of a package variable in the parameters of the transaction; NULL where there is none that can be trusted (ora.package_get).
CREATE FUNCTION ora.package_copy_of(name text) RETURNS text
LANGUAGE sql
AS $$
  SELECT CASE
    WHEN coalesce(starts_with(current_setting(ora.setting_key('state.' || name), true), nullif(current_setting('ora.state_generation', true), '')), false)
      AND current_setting('ora.state_mark', true) = currval('ora.state_clock')::text
      AND current_setting('transaction_read_only') = 'off'
      THEN nullif(right(current_setting(ora.setting_key('state.' || name), true), -20), E'\x01')
  END
$$;
