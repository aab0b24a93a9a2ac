-- Reads a variable of a package. Beside the store that no ROLLBACK undoes (ora.state_set) a parameter of the transaction holds a copy, which
-- is read ten times as fast, and which ROLLBACK and an aborted sub-transaction do undo. A copy is the value
--   when ora.state_mark is the last number that the session has drawn from ora.state_clock: no write was undone since the last one, and
--   when it begins with ora.state_generation: no write was undone before that since the copy was made.
-- Where that does not hold, in a transaction that is read only, and for what has no copy, the store is asked. A copy of NULL is a character that
-- no other copy consists of. The planner puts the body in place of the call, and the parameter's name is worked out once.
CREATE FUNCTION ora.package_get(name text) RETURNS text
LANGUAGE sql
AS $$
  SELECT CASE
    WHEN coalesce(starts_with(current_setting(ora.setting_key('state.' || name), true), nullif(current_setting('ora.state_generation', true), '')), false)
      AND current_setting('ora.state_mark', true) = currval('ora.state_clock')::text
      AND current_setting('transaction_read_only') = 'off'
      THEN nullif(right(current_setting(ora.setting_key('state.' || name), true), -20), E'\x01')
    ELSE ora.package_read(name, false)
  END
$$;

-- The same, NULL where the variable was never set.
CREATE FUNCTION ora.package_get(name text, missing_ok boolean) RETURNS text
LANGUAGE sql
AS $$
  SELECT CASE
    WHEN coalesce(starts_with(current_setting(ora.setting_key('state.' || name), true), nullif(current_setting('ora.state_generation', true), '')), false)
      AND current_setting('ora.state_mark', true) = currval('ora.state_clock')::text
      AND current_setting('transaction_read_only') = 'off'
      THEN nullif(right(current_setting(ora.setting_key('state.' || name), true), -20), E'\x01')
    ELSE ora.package_read(name, missing_ok)
  END
$$;
