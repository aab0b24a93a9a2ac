-- The index of an associative array of a package in the parameters of the transaction (ora.package_items); NULL where there is none that can be trusted,
-- which is told as of a copy (ora.package_get).
CREATE FUNCTION ora.package_items_of(name text) RETURNS text
LANGUAGE sql
AS $$
  SELECT CASE
    WHEN coalesce(starts_with(current_setting(ora.setting_key('items.' || name), true), current_setting('ora.state_generation', true) || E'\x1E'), false)
      AND current_setting('ora.state_mark', true) = currval('ora.state_clock')::text
      AND current_setting('transaction_read_only') = 'off'
      THEN current_setting(ora.setting_key('items.' || name), true)
  END
$$;
